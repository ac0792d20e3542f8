import { expect } from 'vitest'
import { expectCursorToLeadNowhere, type ResourceTests } from './resource.js'

export const trashTests: ResourceTests<'trash'> = {
  procedures: {
    list: {
      needs: 'tasks:read',
      attack: async (scene) => {
        const { call, alice, bob } = scene
        for (const title of ['One', 'Two']) {
          const made = await call(alice, 'task.create', { title })
          if (made.ok) await call(alice, 'task.delete', { id: made.value.id })
        }
        for (const router of ['list', 'label'] as const) {
          const made = await call(alice, `${router}.create`, { title: 'Gone' })
          if (made.ok) await call(alice, `${router}.delete`, { id: made.value.id })
        }
        expect(await call(bob, 'trash.list', {})).toEqual({ ok: true, value: { items: [], nextCursor: null } })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'trash.list', query), scene)
      },
    },
    empty: {
      needs: 'person',
      attack: async ({ call, alice, bob }) => {
        const made = await call(alice, 'task.create', { title: 'Hers' })
        if (!made.ok) throw new Error(made.message)
        await call(alice, 'task.delete', { id: made.value.id })
        expect(await call(bob, 'trash.empty')).toEqual({ ok: true, value: { removed: 0, more: false } })
        expect(await call(alice, 'task.restore', { id: made.value.id })).toMatchObject({ ok: true })
      },
    },
  },
}
