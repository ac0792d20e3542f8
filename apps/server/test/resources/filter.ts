import type { RouterInputs } from '@ownlist/client'
import { expect } from 'vitest'
import { expectCursorToLeadNowhere, expectNotFound, type ResourceTests } from './resource.js'

export const filterTests: ResourceTests<'filter'> = {
  rows: {
    create: ({ filter }, title) => filter.create({ title, query: 'today & label:home' }),
    get: ({ filter }, id) => filter.get({ id }),
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      attack: async (scene) => {
        const { call, bob } = scene
        expect(await call(bob, 'filter.list', {})).toEqual({ ok: true, value: { items: [], nextCursor: null } })
        const foreignKey = { userId: 'someone' } as RouterInputs['filter']['list']
        expect(await call(bob, 'filter.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'filter.list', query), scene)
      },
    },
    get: {
      needs: 'tasks:read',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'filter.get', { id }), scene),
    },
    create: {
      needs: 'tasks:write',
      attack: async ({ call, bob, alices }) => {
        // He can use her id too: nothing reveals that she has it, and her row does not change.
        const made = await call(bob, 'filter.create', { id: alices.id, title: 'Bob’s', query: 'all' })
        expect(made).toMatchObject({ ok: true, value: { title: 'Bob’s', version: 1 } })
        const claimed = { title: 'x', query: 'all', userId: 'someone' } as RouterInputs['filter']['create']
        expect(await call(bob, 'filter.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
      },
    },
    update: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'filter.update', { id, title: 'Taken' }), scene),
    },
    delete: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'filter.delete', { id }), scene),
    },
    restore: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'filter.restore', { id }), scene),
    },
  },
}
