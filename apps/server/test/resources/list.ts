import type { RouterInputs } from '@ownlist/client'
import { expect } from 'vitest'
import { changedIds, expectCursorToLeadNowhere, expectNotFound, type ResourceTests } from './resource.js'

export const listTests: ResourceTests<'list'> = {
  rows: {
    create: ({ list }, title) => list.create({ title }),
    get: ({ list }, id) => list.get({ id }),
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: async (scene) => {
        const { call, bob, bobIsApp, alices } = scene
        const page = await call(bob, 'list.list', {})
        expect(page).toMatchObject({ ok: true, value: { items: bobIsApp ? [{ title: 'The app’s' }] : [] } })
        expect(JSON.stringify(page)).not.toContain(alices.id)
        const foreignKey = { userId: 'someone' } as RouterInputs['list']['list']
        expect(await call(bob, 'list.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'list.list', query), scene)
      },
    },
    get: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'list.get', { id }), scene),
    },
    create: {
      needs: 'tasks:write',
      attack: async ({ call, bob, alices }) => {
        // He can use her id too: nothing reveals that she has it, and her row does not change.
        const made = await call(bob, 'list.create', { id: alices.id, title: 'Bob’s' })
        expect(made).toMatchObject({ ok: true, value: { title: 'Bob’s', version: 1 } })
        expect(await changedIds(call, bob)).toEqual([alices.id])
        const claimed = { title: 'x', userId: 'someone' } as RouterInputs['list']['create']
        expect(await call(bob, 'list.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
      },
    },
    update: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'list.update', { id, title: 'Taken' }), scene),
    },
    delete: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'list.delete', { id }), scene),
    },
    restore: {
      needs: 'tasks:write',
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'list.restore', { id }), scene),
    },
  },
}
