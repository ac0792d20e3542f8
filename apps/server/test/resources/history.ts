import { readRight, writeRight } from '@ownlist/scopes'
import { expect } from 'vitest'
import type { ResourceTests } from './resource.js'

export const historyTests: ResourceTests<'history'> = {
  // domain: tasks {
  addItem: ({ task }, title) => task.create({ title }),
  // domain: tasks }
  procedures: {
    list: {
      needs: readRight,
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp }) => {
        const page = await call(bob, 'history.list', { limit: 100 })
        const own = bobIsApp ? [{ rows: 1, changes: [{ kind: 'list', title: 'The app’s', what: 'created' }] }] : []
        expect(page).toMatchObject({ ok: true, value: { items: own, nextCursor: null } })
      },
    },
    undo: {
      needs: writeRight,
      listsSuffice: true,
      attack: async ({ call, bob }) => {
        const unknown = await call(bob, 'history.undo', { seq: 1_000 })
        expect(unknown).toMatchObject({ ok: false, code: 'NOT_FOUND' })
        for (const seq of [1, 2, 3, 4]) {
          for (const overwrite of [false, true])
            expect(await call(bob, 'history.undo', { seq, overwrite })).toEqual(unknown)
        }
        expect(await call(bob, 'history.undo')).toEqual(unknown)
      },
    },
  },
}
