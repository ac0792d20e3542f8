import type { RouterInputs } from '@ownlist/client'
import { expect } from 'vitest'
import { type AttacksOn, expectCursorToLeadNowhere, expectNotFound, type OwnedRows } from './attack.js'

export const tasks: OwnedRows = {
  create: ({ task }, title) => task.create({ title }),
  get: ({ task }, id) => task.get({ id }),
}

export const onTask: AttacksOn<'task'> = {
  'task.list': async (scene) => {
    const { call, bob, alices } = scene
    for (const status of ['all', 'open', 'done'] as const) {
      expect(await call(bob, 'task.list', { status })).toEqual({ ok: true, value: { items: [], nextCursor: null } })
    }
    expect(await call(bob, 'task.list', { search: alices.title })).toMatchObject({ value: { items: [] } })
    const foreignKey = { userId: 'someone' } as RouterInputs['task']['list']
    expect(await call(bob, 'task.list', foreignKey)).toMatchObject({ code: 'BAD_REQUEST' })
    await expectCursorToLeadNowhere((userId, query) => call(userId, 'task.list', query), scene)
  },
  'task.get': (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.get', { id }), scene),
  'task.create': async ({ call, bob, alices }) => {
    // Her id is free for him: nothing tells him that she has it, and hers stays as it is.
    const made = await call(bob, 'task.create', { id: alices.id, title: 'Bob’s' })
    expect(made).toMatchObject({ ok: true, value: { title: 'Bob’s', version: 1 } })
    const claimed = { title: 'x', userId: 'someone' } as RouterInputs['task']['create']
    expect(await call(bob, 'task.create', claimed)).toMatchObject({ code: 'BAD_REQUEST' })
  },
  'task.update': (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.update', { id, title: 'Taken' }), scene),
  'task.delete': (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.delete', { id }), scene),
  'task.restore': (scene) => expectNotFound((id) => scene.call(scene.bob, 'task.restore', { id }), scene),
}
