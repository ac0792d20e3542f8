// domain: tasks
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'

// An app that is limited to one list must not learn what exists outside: each answer about something outside is, byte for
// byte, the answer about something that does not exist.

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Scene {
  /** Sends one call as the app, and returns the whole answer. */
  call(name: string, input: object): Promise<{ status: number; body: string }>
  readonly open: string
  readonly inside: string
  /** Ids of tasks, by where they are. */
  readonly tasks: Readonly<Record<string, string>>
  /** Ids of lists. */
  readonly lists: Readonly<Record<string, string>>
}

async function newScene(): Promise<Scene> {
  const owner = newUserId()
  const client = api.clientFor(owner)
  const newList = async (title: string) => (await client.list.create.mutate({ title })).id
  const newTask = async (listId: string | null) => (await client.task.create.mutate({ title: 'Hidden', listId })).id
  const [open, closed, gone] = [await newList('Open'), await newList('Closed'), await newList('Gone')]
  const [inside, moved, deleted] = [await newTask(open), await newTask(open), await newTask(closed)]
  const tasks = {
    'in another list': await newTask(closed),
    'in no list': await newTask(null),
    'in a deleted list': await newTask(gone),
    'deleted in another list': deleted,
    'moved out meanwhile': moved,
  }
  await client.task.delete.mutate({ id: deleted })
  await client.task.update.mutate({ id: moved, listId: closed })
  await client.list.delete.mutate({ id: gone })
  const scope = `tasks:read:${open} tasks:write:${open}`
  const headers = {
    authorization: `Bearer ${await api.issuer.token(owner, { scope })}`,
    'content-type': 'application/json',
  }
  return {
    open,
    inside,
    tasks,
    lists: { another: closed, 'a deleted one': gone },
    async call(name, input) {
      const json = JSON.stringify(input)
      const isQuery = /\.(list|get)$/.test(name)
      const response = await fetch(
        `${api.url}/trpc/${name}${isQuery ? `?input=${encodeURIComponent(json)}` : ''}`,
        isQuery ? { headers } : { headers, method: 'POST', body: json },
      )
      return { status: response.status, body: await response.text() }
    },
  }
}

let scene: Scene
beforeAll(async () => {
  scene = await newScene()
})

const where = ['in another list', 'in no list', 'in a deleted list', 'deleted in another list', 'moved out meanwhile']

describe.each(where)('a task %s', (place) => {
  const outside = () => scene.tasks[place] ?? ''

  test.each([
    ['task.get', () => ({})],
    ['task.update', () => ({ title: 'Taken' })],
    ['task.update', () => ({ title: 'Taken', version: 1 })],
    ['task.update', () => ({ title: 'Taken', version: 7 })],
    ['task.update', () => ({ listId: scene.open })],
    ['task.update', () => ({ listId: scene.lists.another })],
    ['task.update', () => ({ listId: null })],
    ['task.delete', () => ({})],
    ['task.restore', () => ({})],
  ])('looks to %s like a task that does not exist', async (name, input) => {
    const answer = await scene.call(name, { id: outside(), ...input() })
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await scene.call(name, { id: uuidv7(), ...input() }))
  })

  test.each([
    ['that names the list', () => ({ title: 'Taken', listId: scene.open })],
    ['that names no list', () => ({ title: 'Taken' })],
    ['with the body it was created with', () => ({ title: 'Hidden', listId: scene.open })],
    ['with longer notes', () => ({ title: 'Taken', notes: 'x'.repeat(1_000), dueOn: '2026-11-30' })],
  ])('looks to a create %s like a task that does not exist', async (_what, input) => {
    const answer = await scene.call('task.create', { id: outside(), ...input() })
    const missing = await scene.call('task.update', { id: uuidv7(), title: 'x' })
    expect(answer).toEqual({ ...missing, body: missing.body.replace('task.update', 'task.create') })
  })

  test.each([
    ['another', () => scene.lists.another],
    ['a deleted one', () => scene.lists['a deleted one']],
    ['none', () => null],
  ])('looks to a create into %s like any unknown id', async (_what, listId) => {
    const input = { title: 'Taken', listId: listId() }
    const answer = await scene.call('task.create', { id: outside(), ...input })
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await scene.call('task.create', { id: uuidv7(), ...input, listId: uuidv7() }))
  })
})

describe.each(['another', 'a deleted one'])('a list outside (%s)', (which) => {
  const list = () => scene.lists[which] ?? ''

  test.each([
    ['list.get', (id: string) => ({ id })],
    ['list.update', (id: string) => ({ id, title: 'Taken' })],
    ['list.delete', (id: string) => ({ id })],
    ['list.restore', (id: string) => ({ id })],
    ['list.create', (id: string) => ({ id, title: 'Taken' })],
    ['task.list', (listId: string) => ({ listId })],
    ['task.create', (listId: string) => ({ title: 'x', listId })],
    ['task.update', (listId: string) => ({ id: scene.inside, listId })],
  ])('looks to %s like a list that does not exist', async (name, input) => {
    expect(await scene.call(name, input(list()))).toEqual(await scene.call(name, input(uuidv7())))
  })
})

test('within its own list an app gets precise errors', async () => {
  const { inside, open } = scene
  expect(await scene.call('task.create', { id: inside, title: 'Other', listId: open })).toMatchObject({ status: 409 })
  expect(await scene.call('task.update', { id: inside, title: 'x', version: 7 })).toMatchObject({ status: 409 })
})
