import type { RouterInputs } from '@ownlist/client'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { changedIds, expectCursorToLeadNowhere, expectNotFound, type ResourceTests } from './resource.js'

export const taskTests: ResourceTests<'task'> = {
  rows: {
    create: ({ task }, title) => task.create({ title }),
    get: ({ task }, id) => task.get({ id }),
  },
  procedures: {
    list: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: async (scene) => {
        const { call, bob, alices } = scene
        for (const status of ['all', 'open'] as const) {
          expect(await call(bob, 'task.list', { status })).toEqual({ ok: true, value: { items: [], nextCursor: null } })
        }
        expect(await call(bob, 'task.list', { search: alices.title })).toMatchObject({ value: { items: [] } })
        const foreignKey = { userId: 'someone' } as RouterInputs['task']['list']
        expect(await call(bob, 'task.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
        await expectCursorToLeadNowhere((userId, query) => call(userId, 'task.list', query), scene)
      },
    },
    statistics: {
      needs: 'tasks:read',
      listsSuffice: true,
      async prepare(call, alice) {
        const done = { title: 'Done', completedAt: new Date().toISOString() }
        for (const one of [done, { title: 'Late', dueOn: '2020-01-01' }])
          expect(await call(alice, 'task.create', one)).toMatchObject({ ok: true })
      },
      attack: async ({ call, bob }) => {
        expect(await call(bob, 'task.statistics')).toMatchObject({
          ok: true,
          value: { done: 0, days: [], streak: 0, medianSeconds: null, overdue: [] },
        })
      },
    },
    get: {
      needs: 'tasks:read',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.get', { id }), scene),
    },
    create: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp, alices }) => {
        // He can use her id too: nothing reveals that she has it, and her row does not change.
        const made = await call(bob, 'task.create', { id: alices.id, title: 'Bob’s' })
        expect(made).toMatchObject(
          bobIsApp ? { code: 'NOT_FOUND' } : { ok: true, value: { title: 'Bob’s', version: 1 } },
        )
        if (!bobIsApp) expect(await changedIds(call, bob)).toEqual([alices.id])
        const claimed = { title: 'x', userId: 'someone' } as RouterInputs['task']['create']
        expect(await call(bob, 'task.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
      },
    },
    createMany: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: async ({ call, bob, bobIsApp, alices }) => {
        const tasks = [{ title: 'One' }, { id: alices.id, title: 'Bob’s' }]
        const made = await call(bob, 'task.createMany', { tasks })
        expect(made).toMatchObject(
          bobIsApp
            ? { code: 'NOT_FOUND' }
            : { ok: true, value: { items: [{ title: 'One' }, { title: 'Bob’s', version: 1 }] } },
        )
        // All or none: nothing becomes a subtask of her task.
        const others = [{ title: 'Two' }, { title: 'Three', parentId: bobIsApp ? alices.id : uuidv7() }]
        const refused = await call(bob, 'task.createMany', { tasks: others })
        expect(refused).toMatchObject({ ok: false, code: 'NOT_FOUND' })
        const page = await call(bob, 'task.list', { search: 'Two' })
        expect(page).toMatchObject({ ok: true, value: { items: [] } })
      },
    },
    bulk: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: async (scene) => {
        const { call, bob } = scene
        const actions: readonly RouterInputs['task']['bulk']['action'][] = [
          { type: 'complete' },
          { type: 'delete' },
          { type: 'restore' },
          { type: 'prioritize', priority: 'high' },
        ]
        for (const action of actions) {
          await expectNotFound((id) => call(bob, 'task.bulk', { ids: [id], action }), scene)
        }
      },
    },
    update: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.update', { id, title: 'Taken' }), scene),
    },
    delete: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.delete', { id }), scene),
    },
    restore: {
      needs: 'tasks:write',
      listsSuffice: true,
      attack: (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.restore', { id }), scene),
    },
  },
}
