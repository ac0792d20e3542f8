import { expect } from 'vitest'
import { expectCursorToLeadNowhere, type ResourceTests, type Scene } from './resource.js'

/** The rows that A has deleted, at least two. */
async function trashOf({ call, alice }: Scene): Promise<unknown> {
  const read = () => call(alice, 'trash.list', {})
  for (const router of ['task', 'label'] as const) {
    const trash = await read()
    if (trash.ok && trash.value.items.length > 1) return trash
    const page = await call(alice, `${router}.list`, {})
    const older = page.ok ? page.value.items.find(({ title }) => title === 'An older one') : undefined
    expect(await call(alice, `${router}.delete`, { id: older?.id ?? '' })).toMatchObject({ ok: true })
  }
  return await read()
}

export const trashTests: ResourceTests<'trash'> = {
  async addItem({ task }, title) {
    const { id } = await task.create({ title })
    await task.delete({ id })
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      attack: async (scene) => {
        const { call, bob } = scene
        await trashOf(scene)
        expect(await call(bob, 'trash.list', {})).toEqual({ ok: true, value: { items: [], nextCursor: null } })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'trash.list', query), scene)
      },
    },
    empty: {
      needs: 'person',
      attack: async (scene) => {
        const before = await trashOf(scene)
        expect(await scene.call(scene.bob, 'trash.empty')).toEqual({ ok: true, value: { removed: 0, more: false } })
        expect(await trashOf(scene)).toEqual(before)
      },
    },
  },
}
