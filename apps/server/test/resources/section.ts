import type { RouterInputs } from '@ownlist/client'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { expectCursorToLeadNowhere, expectNotFound, type ResourceTests, type Row } from './resource.js'

/** The list of a section that `rows.create` has created. */
const listOf = (row: Row & { readonly listId?: string }): string => row.listId ?? uuidv7()

export const sectionTests: ResourceTests<'section'> = {
  rows: {
    async create({ list, section }, title) {
      const { id } = await list.create({ title: 'Garden' })
      return await section.create({ listId: id, title })
    },
    get: ({ section }, id) => section.get({ id }),
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: async (scene) => {
        const { call, bob, alices } = scene
        const nothing = { ok: true, value: { items: [], nextCursor: null } }
        expect(await call(bob, 'section.list', {})).toEqual(nothing)
        expect(await call(bob, 'section.list', { listId: listOf(alices) })).toEqual(nothing)
        const foreignKey = { userId: 'someone' } as RouterInputs['section']['list']
        expect(await call(bob, 'section.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'section.list', query), scene)
      },
    },
    get: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'section.get', { id }), scene),
    },
    create: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp, alices }) => {
        const listId = listOf(alices)
        // Her list looks to him like one that does not exist.
        const refused = await call(bob, 'section.create', { listId, title: 'Bob’s' })
        expect(refused).toMatchObject({ ok: false, code: 'NOT_FOUND' })
        expect(refused).toEqual(await call(bob, 'section.create', { listId: uuidv7(), title: 'Bob’s' }))
        // He can use her id in his own list: nothing reveals that she has it, and her row does not change.
        const lists = await call(bob, 'list.list', {})
        const own = bobIsApp && lists.ok ? lists.value.items[0] : undefined
        const made =
          own === undefined ? await call(bob, 'list.create', { title: 'His' }) : { ok: true as const, value: own }
        if (!made.ok) throw new Error(made.message)
        const section = await call(bob, 'section.create', { id: alices.id, listId: made.value.id, title: 'Bob’s' })
        expect(section).toMatchObject(
          bobIsApp ? { code: 'NOT_FOUND' } : { ok: true, value: { title: 'Bob’s', version: 1 } },
        )
      },
    },
    update: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'section.update', { id, title: 'Taken' }), scene),
    },
    delete: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'section.delete', { id }), scene),
    },
    restore: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'section.restore', { id }), scene),
    },
  },
}
