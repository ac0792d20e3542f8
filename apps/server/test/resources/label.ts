import type { RouterInputs } from '@ownlist/client'
import { expect } from 'vitest'
import { expectCursorToLeadNowhere, expectNotFound, type ResourceTests } from './resource.js'

export const labelTests: ResourceTests<'label'> = {
  rows: {
    create: ({ label }, title) => label.create({ title }),
    get: ({ label }, id) => label.get({ id }),
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      attack: async (scene) => {
        const { call, bob } = scene
        expect(await call(bob, 'label.list', {})).toEqual({ ok: true, value: { items: [], nextCursor: null } })
        const foreignKey = { userId: 'someone' } as RouterInputs['label']['list']
        expect(await call(bob, 'label.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'label.list', query), scene)
      },
    },
    get: {
      needs: 'tasks:read',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'label.get', { id }), scene),
    },
    create: {
      needs: 'tasks:write',
      attack: async ({ call, bob, alices }) => {
        // He can use her id too: nothing reveals that she has it, and her row does not change.
        const made = await call(bob, 'label.create', { id: alices.id, title: 'Bob’s' })
        expect(made).toMatchObject({ ok: true, value: { title: 'Bob’s', version: 1 } })
        const claimed = { title: 'x', userId: 'someone' } as RouterInputs['label']['create']
        expect(await call(bob, 'label.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
      },
    },
    update: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'label.update', { id, title: 'Taken' }), scene),
    },
    delete: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'label.delete', { id }), scene),
    },
    restore: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'label.restore', { id }), scene),
    },
  },
}
