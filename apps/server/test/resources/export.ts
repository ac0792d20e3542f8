import { newUserId } from '@ownlist/testkit'
import { expect } from 'vitest'
import type { ProcedureTest, ResourceTests, Scene } from './resource.js'

type Name = 'export.json' | 'export.csv' | 'export.todoTxt' | 'export.ics'

/** A title that only A's newest task has. If an attack added one, A's log would change. */
async function titleOf(call: Scene['call'], alice: string): Promise<string> {
  const page = await call(alice, 'task.list', { limit: 1 })
  const newest = page.ok ? page.value.items[0] : undefined
  if (newest !== undefined) return newest.title
  const title = `Only hers ${newUserId()}`
  await call(alice, 'task.create', { title })
  return title
}

/** B's file contains nothing of A, and A's file does. */
const exporting = (name: Name): ProcedureTest => ({
  needs: 'tasks:read',
  attack: async ({ call, alice, bob, alices }: Scene) => {
    const title = await titleOf(call, alice)
    expect(JSON.stringify(await call(alice, name, {}))).toContain(title)
    const file = JSON.stringify(await call(bob, name, {}))
    for (const hers of [title, alices.id, alice]) expect(file).not.toContain(hers)
  },
})

export const exportTests: ResourceTests<'export'> = {
  procedures: {
    json: exporting('export.json'),
    csv: exporting('export.csv'),
    todoTxt: exporting('export.todoTxt'),
    ics: exporting('export.ics'),
  },
}
