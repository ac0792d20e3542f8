// domain: tasks
import { OwnlistError } from '@ownlist/client'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newDevice, open, settled, type Tab } from './devices.js'
import { createFakeApi, type FakeApi } from './fake-api.js'

const unreachable = () => new OwnlistError('UNREACHABLE', 'The API cannot be reached.')
const never = () => new Promise<never>(() => undefined)

let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
})

/** A device with one task, and the task's id. */
async function withTask(title = 'Water'): Promise<[tab: Tab, id: string, name: string]> {
  const name = newDevice()
  const tab = await open(api.client, name)
  const { id } = await tab.create('task', { title })
  await tab.sync()
  api.calls.length = 0
  return [tab, id, name]
}

const sent = () => api.calls.filter((path) => !/sync|history|list|get/.test(path))
const title = (id: string) => api.tasks.get(id)?.title

describe('offline', () => {
  test('changes are shown at once, survive a closed page, and are sent in order when the network is back', async () => {
    const [tab, id, name] = await withTask()
    api.before = unreachable
    await tab.update('task', id, { title: 'Water the ferns' })
    const { id: second } = await tab.create('task', { title: 'Second' })
    await tab.update('task', second, { priority: 'high' })
    await tab.update('task', id, { priority: 'low' })
    await tab.delete('task', second)
    expect(tab.all('task')).toMatchObject([{ id, title: 'Water the ferns', priority: 'low' }])
    expect(await tab.sync()).toMatchObject({ name: 'waiting', for: 'network' })
    await tab.close()

    const next = await open(api.client, name)
    expect(next.all('task')).toMatchObject([{ title: 'Water the ferns', priority: 'low' }])
    expect(next.outbox().pending).toHaveLength(5)
    api.before = () => null
    await next.sync()
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
    expect(sent()).toEqual(['task.update', 'task.create', 'task.update', 'task.update', 'task.delete'])
    expect(api.tasks.get(id)).toMatchObject({ title: 'Water the ferns', priority: 'low', version: 3 })
    expect(api.tasks.get(second)).toMatchObject({ priority: 'high', deletedAt: expect.any(String) })
  })

  test('consecutive edits of one row, behind one that was already tried, are sent as one', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.update('task', id, { title: 'W' })
    await settled(tab)
    await tab.update('task', id, { title: 'Wa' })
    await tab.update('task', id, { title: 'Wat', priority: 'high' })
    api.before = () => null
    await tab.sync()
    expect(sent()).toEqual(['task.update', 'task.update'])
    expect(api.tasks.get(id)).toMatchObject({ title: 'Wat', priority: 'high' })
  })

  test('a deletion that is undone before it was sent leaves the row', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.delete('task', id)
    expect(tab.get('task', id)).toBeUndefined()
    await tab.restore('task', id)
    api.before = () => null
    await tab.sync()
    expect(tab.get('task', id)).toMatchObject({ title: 'Water' })
    expect(api.tasks.get(id)?.deletedAt).toBeNull()
  })

  test('a row that is not on this device cannot be changed', async () => {
    const [tab] = await withTask()
    await expect(tab.update('task', 'unknown', { title: 'x' })).rejects.toThrow('not on this device')
  })
})

describe('a tab that is killed between a call and its answer', () => {
  /** Does something in a tab that is killed when the call has arrived, then opens the next tab. */
  async function killedAfter([tab, , name]: [Tab, string, string], work: () => Promise<unknown>): Promise<Tab> {
    await settled(tab)
    const arrived = new Promise<void>((resolve) => {
      api.after = (path) => {
        if (/sync/.test(path)) return null
        resolve()
        return never()
      }
    })
    await work()
    await arrived
    tab.kill()
    api.after = () => null
    return await open(api.client, name)
  }

  test('has created a row once', async () => {
    const start = await withTask()
    const next = await killedAfter(start, () => start[0].create('task', { title: 'Once' }))
    expect(
      next
        .all('task')
        .map((task) => task.title)
        .sort(),
    ).toEqual(['Once', 'Water'])
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
    expect(api.tasks.size).toBe(2)
  })

  test('has changed a row once', async () => {
    const start = await withTask()
    const [tab, id] = start
    const next = await killedAfter(start, () => tab.update('task', id, { title: 'Once' }))
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
    expect(api.tasks.get(id)).toMatchObject({ title: 'Once', version: 2 })
  })

  test.each([
    ['back', { title: 'Water' }],
    ['to something else', { title: 'Else' }],
  ])('does not overwrite what another device has changed %s since', async (_how, changes) => {
    const start = await withTask()
    const [tab, id] = start
    api.after = () => null
    const next = await killedAfter(start, async () => {
      await tab.update('task', id, { title: 'Once' })
      await vi.waitFor(() => expect(title(id)).toBe('Once'))
      api.elsewhere(id, changes)
    })
    expect(title(id)).toBe(changes.title)
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('has changed a row that another device has deleted since', async () => {
    const start = await withTask()
    const [tab, id] = start
    const next = await killedAfter(start, async () => {
      await tab.update('task', id, { title: 'Once' })
      await vi.waitFor(() => expect(title(id)).toBe('Once'))
      api.elsewhere(id, { deletedAt: '2026-11-26T10:00:00.000Z' })
    })
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('does not delete again what was restored since', async () => {
    const start = await withTask()
    const [tab, id] = start
    const next = await killedAfter(start, async () => {
      await tab.delete('task', id)
      await vi.waitFor(() => expect(api.tasks.get(id)?.deletedAt).not.toBeNull())
      api.elsewhere(id, { deletedAt: null })
    })
    expect(api.tasks.get(id)?.deletedAt).toBeNull()
    expect(next.get('task', id)).toBeDefined()
  })

  /** Does something in a tab that is killed before a call arrives. */
  async function killedBefore(call: string, tab: Tab, work: () => Promise<unknown>): Promise<void> {
    await settled(tab)
    const tried = new Promise<void>((resolve) => {
      api.before = (path) => {
        if (path !== call) return null
        resolve()
        return never()
      }
    })
    await work()
    await tried
    tab.kill()
    api.before = () => null
  }

  test('deletes again what it had deleted and restored before, if the second deletion has not arrived', async () => {
    const [tab, id, name] = await withTask()
    for (const change of ['delete', 'restore'] as const) {
      await settled(tab)
      await tab[change]('task', id)
    }
    await killedBefore('task.delete', tab, () => tab.delete('task', id))
    expect(api.tasks.get(id)).toMatchObject({ deletedAt: null, version: 3 })
    const next = await open(api.client, name)
    expect(api.tasks.get(id)?.deletedAt).not.toBeNull()
    expect(next.get('task', id)).toBeUndefined()
    expect(next.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('repeats a call that has not arrived', async () => {
    const [tab, id, name] = await withTask()
    await killedBefore('task.update', tab, () => tab.update('task', id, { title: 'Once' }))
    api.elsewhere(id, { priority: 'high' })
    const next = await open(api.client, name)
    expect(api.tasks.get(id)).toMatchObject({ title: 'Once', priority: 'high', version: 3 })
    expect(next.get('task', id)).toMatchObject({ title: 'Once', priority: 'high' })
  })
})

describe('changes of two devices', () => {
  /** Two devices change the same task while one of them is offline. */
  async function meanwhile(ours: object, theirs: object): Promise<[tab: Tab, id: string]> {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.update('task', id, ours)
    await settled(tab)
    api.elsewhere(id, theirs)
    api.before = () => null
    await tab.sync()
    return [tab, id]
  }

  test('to different fields are merged', async () => {
    const [tab, id] = await meanwhile({ title: 'Ours' }, { priority: 'high' })
    expect(api.tasks.get(id)).toMatchObject({ title: 'Ours', priority: 'high' })
    expect(tab.get('task', id)).toMatchObject({ title: 'Ours', priority: 'high', version: 3 })
    expect(tab.outbox().tray).toEqual([])
  })

  test('are also merged if the other device was slightly faster', async () => {
    const [tab, id] = await withTask()
    let isFirst = true
    api.before = (path) => {
      if (path === 'task.update' && isFirst) api.elsewhere(id, { priority: 'high' })
      if (path === 'task.update') isFirst = false
      return null
    }
    await tab.update('task', id, { title: 'Ours' })
    await settled(tab)
    expect(api.tasks.get(id)).toMatchObject({ title: 'Ours', priority: 'high', version: 3 })
  })

  test('to the same value need nothing', async () => {
    const [tab, id] = await meanwhile({ title: 'Same' }, { title: 'Same' })
    expect(api.tasks.get(id)?.version).toBe(2)
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('to the same field wait in the tray with all three values, and the other fields are sent', async () => {
    const [tab, id] = await meanwhile({ title: 'Ours', priority: 'high' }, { title: 'Theirs' })
    expect(api.tasks.get(id)).toMatchObject({ title: 'Theirs', priority: 'high' })
    expect(tab.get('task', id)).toMatchObject({ title: 'Theirs', priority: 'high' })
    expect(tab.outbox()).toMatchObject({
      pending: [],
      tray: [
        {
          id,
          change: { fields: { title: 'Ours' }, base: { title: 'Water' } },
          state: { name: 'conflict', theirs: { title: 'Theirs' } },
        },
      ],
    })
  })

  test.each([
    ['ours', 'Ours'],
    ['theirs', 'Theirs'],
    [{ title: 'Both' }, 'Both'],
  ] as const)('to the same field are resolved by a decision: %j', async (how, expected) => {
    const [tab, id] = await meanwhile({ title: 'Ours' }, { title: 'Theirs' })
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, how)
    await settled(tab)
    expect(title(id)).toBe(expected)
    expect(tab.get('task', id)).toMatchObject({ title: expected })
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('cause a new question if the field changes between the question and the decision', async () => {
    const [tab, id] = await meanwhile({ title: 'Ours' }, { title: 'Theirs' })
    api.elsewhere(id, { title: 'Newer' })
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
    await settled(tab)
    expect(title(id)).toBe('Newer')
    expect(tab.outbox().tray).toMatchObject([{ state: { name: 'conflict', theirs: { title: 'Newer' } } }])
  })

  test('to a field that was edited twice offline cause one conflict, with the newest value', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.update('task', id, { title: 'First' })
    await tab.create('task', { title: 'Between' })
    await tab.update('task', id, { title: 'Second', priority: 'high' })
    api.elsewhere(id, { title: 'Theirs' })
    api.before = () => null
    await tab.sync()
    expect(tab.outbox().tray).toMatchObject([{ change: { fields: { title: 'Second' }, base: { title: 'Water' } } }])
    expect(api.tasks.get(id)).toMatchObject({ title: 'Theirs', priority: 'high' })
  })

  test('of which one deleted the row: the edit waits in the tray, and can restore the row', async () => {
    const [tab, id] = await meanwhile({ title: 'Ours' }, { deletedAt: '2026-11-26T10:00:00.000Z' })
    expect(tab.get('task', id)).toBeUndefined()
    expect(tab.outbox().tray).toMatchObject([{ state: { name: 'refused', code: 'NOT_FOUND' } }])
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
    await settled(tab)
    expect(tab.get('task', id)).toMatchObject({ title: 'Ours' })
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
  })

  test('of which one deleted the row, and the other restored it: a lost answer does not write it twice', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.update('task', id, { title: 'Once' })
    await settled(tab)
    api.elsewhere(id, { deletedAt: '2026-11-26T10:00:00.000Z' })
    api.before = () => null
    await tab.sync()
    // The row is restored, and then compared, before it is changed.
    api.before = (path) => (path === 'task.update' ? unreachable() : null)
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
    await settled(tab)
    api.before = () => null
    api.after = (path) => (path === 'task.update' ? unreachable() : null)
    await tab.sync()
    expect(title(id)).toBe('Once')
    api.elsewhere(id, { title: 'Else' })
    api.after = () => null
    await tab.sync()
    expect(title(id)).toBe('Else')
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
  })
})

test('changes made elsewhere while a row was hidden are not overwritten when it is shown again', async () => {
  const [tab, id] = await withTask()
  api.before = unreachable
  await tab.update('task', id, { title: 'Ours' })
  api.elsewhere(id, { title: 'Theirs' })
  api.hidden.add(id)
  api.before = () => null
  await tab.sync()
  expect(tab.outbox().tray).toMatchObject([{ state: { name: 'refused', code: 'NOT_FOUND' } }])
  api.hidden.clear()
  await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
  await settled(tab)
  expect(title(id)).toBe('Theirs')
  expect(tab.outbox().tray).toMatchObject([{ state: { name: 'conflict', theirs: { title: 'Theirs' } } }])
})

test('values that this device read before a row was hidden do not silently overwrite newer ones when it is shown again', async () => {
  const [tab, id] = await withTask()
  api.before = unreachable
  await tab.update('task', id, { title: 'Ours' })
  api.hidden.add(id)
  api.before = () => null
  await tab.sync()
  expect(tab.outbox().tray).toMatchObject([{ state: { name: 'refused', code: 'NOT_FOUND' } }])
  api.hidden.clear()
  api.elsewhere(id, { title: 'Theirs' })
  await tab.sync()
  // A change of its own, so that the log has the hidden row with the version that is known.
  await tab.update('task', id, { priority: 'high' })
  await settled(tab)
  api.hidden.add(id)
  await tab.sync()
  expect(tab.get('task', id)).toBeUndefined()
  api.hidden.clear()
  await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
  await settled(tab)
  expect(title(id)).toBe('Theirs')
  expect(tab.outbox().tray).toMatchObject([{ state: { name: 'conflict', theirs: { title: 'Theirs' } } }])
})

describe('a change that the API refuses', () => {
  test('is in the tray after one attempt, and later changes are sent', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    await tab.update('task', id, { title: '' })
    await tab.create('task', { title: 'Behind' })
    await tab.update('task', id, { title: 'Better' })
    api.before = () => null
    await tab.sync()
    expect(tab.outbox()).toMatchObject({
      pending: [],
      tray: [{ id, state: { name: 'refused', code: 'BAD_REQUEST', message: 'The title must not be empty.' } }],
    })
    expect(
      tab
        .all('task')
        .map((task) => task.title)
        .sort(),
    ).toEqual(['Behind', 'Better'])
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'theirs')
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
    expect(title(id)).toBe('Better')
  })

  test('to create a row also moves all changes that need this row to the tray, and nothing is discarded', async () => {
    const [tab, id] = await withTask()
    api.before = unreachable
    const made = await tab.create('task', { title: '' })
    await tab.update('task', made.id, { priority: 'high' })
    const { id: inside } = await tab.create('task', { title: 'Refers to it', notes: made.id })
    await tab.update('task', inside, { priority: 'low' })
    await tab.update('task', id, { title: 'Unaffected' })
    api.before = () => null
    await tab.sync()
    expect(title(id)).toBe('Unaffected')
    expect(tab.outbox().pending).toEqual([])
    const [first, ...others] = tab.outbox().tray
    expect(first).toMatchObject({ id: made.id, state: { name: 'refused' } })
    expect(others).toMatchObject(Array(3).fill({ state: { name: 'blocked', by: first?.n } }))

    await tab.resolve(first?.n ?? 0, { title: 'Corrected' })
    await settled(tab)
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
    expect(api.tasks.get(made.id)).toMatchObject({ title: 'Corrected', priority: 'high' })
    expect(api.tasks.get(inside)).toMatchObject({ priority: 'low', notes: made.id })
  })

  test('to create a row keeps a change to that row in the tray, even after a decision about it', async () => {
    const [tab] = await withTask()
    api.before = unreachable
    const made = await tab.create('task', { title: '' })
    await tab.update('task', made.id, { priority: 'high' })
    api.before = () => null
    await tab.sync()
    const [first, second] = tab.outbox().tray
    api.before = unreachable
    await tab.resolve(second?.n ?? 0, { priority: 'low' })
    expect(tab.outbox()).toMatchObject({
      pending: [],
      tray: [
        { n: first?.n, state: { name: 'refused' } },
        { n: second?.n, state: { name: 'blocked' } },
      ],
    })
    api.before = () => null
    await tab.resolve(first?.n ?? 0, { title: 'Corrected' })
    await tab.sync()
    expect(tab.outbox()).toEqual({ pending: [], tray: [] })
    expect(api.tasks.get(made.id)).toMatchObject({ title: 'Corrected', priority: 'low' })
  })

  test('and that is sent again does not hide that a later change to the field has arrived', async () => {
    const [tab, id] = await withTask()
    api.hidden.add(id)
    await tab.update('task', id, { title: 'First' })
    await settled(tab)
    api.hidden.clear()
    api.elsewhere(id, { priority: 'high' })
    await tab.sync()
    api.after = (path) => (path === 'task.update' ? unreachable() : null)
    await tab.update('task', id, { title: 'Second' })
    await settled(tab)
    api.before = unreachable
    await tab.resolve(tab.outbox().tray[0]?.n ?? 0, 'ours')
    ;[api.before, api.after] = [() => null, () => null]
    await tab.sync()
    expect(title(id)).toBe('Second')
    expect(tab.outbox()).toMatchObject({
      pending: [],
      tray: [{ change: { fields: { title: 'First' } }, state: { name: 'conflict', theirs: { title: 'Second' } } }],
    })
  })

  test('and that is in conflict when it is sent again does not include another change in the decision', async () => {
    const [tab, id] = await withTask()
    const decide = async (value: string) => {
      const entry = tab.outbox().tray.find(({ change }) => change.type === 'update' && change.fields.title === value)
      await tab.resolve(entry?.n ?? 0, 'ours')
      await settled(tab)
    }
    api.hidden.add(id)
    await tab.update('task', id, { title: 'First', priority: 'high' })
    await settled(tab)
    await tab.update('task', id, { title: 'Second' })
    await settled(tab)
    api.hidden.clear()
    api.elsewhere(id, { title: 'Theirs' })
    // Its conflict comes last in the outbox.
    await decide('First')
    // After a failure it waits a moment, so both decisions are made before one is sent.
    api.before = unreachable
    await tab.sync()
    await decide('Second')
    await decide('First')
    api.before = () => null
    await tab.sync()
    expect(title(id)).toBe('First')
    expect(tab.outbox()).toMatchObject({
      pending: [],
      tray: [{ change: { fields: { title: 'Second' } }, state: { name: 'conflict', theirs: { title: 'Theirs' } } }],
    })
  })

  test('because of an error in the API is tried five times, and then makes room for others', async () => {
    const [tab, id] = await withTask()
    api.before = (path) => (path === 'task.update' ? new OwnlistError('INTERNAL_SERVER_ERROR', 'Broken.') : null)
    await tab.update('task', id, { title: 'Poison' })
    await settled(tab)
    for (let tries = 1; tries < 5; tries++) await tab.sync()
    expect(tab.outbox()).toMatchObject({ pending: [], tray: [{ state: { code: 'INTERNAL_SERVER_ERROR' } }] })
    await tab.create('task', { title: 'Behind' })
    await settled(tab)
    expect(api.tasks.size).toBe(2)
  })
})

describe('waits', () => {
  test.each([
    ['SIGNED_OUT', 'token'],
    ['UNAUTHORIZED', 'token'],
    ['NO_TOKEN', 'token'],
    ['UNREACHABLE', 'network'],
    ['TIMEOUT', 'network'],
    ['WRONG_ADDRESS', 'network'],
    ['SERVICE_UNAVAILABLE', 'server'],
    ['TOO_MANY_REQUESTS', 'server'],
  ] as const)('after %s for a %s, keeps everything, and continues', async (code, expected) => {
    const [tab, id] = await withTask()
    api.before = () => new OwnlistError(code, 'Not now.')
    await tab.update('task', id, { title: 'Later' })
    await settled(tab)
    expect(tab.status()).toMatchObject({ name: 'waiting', for: expected, message: 'Not now.' })
    expect(tab.outbox()).toMatchObject({ pending: [{ id }], tray: [] })
    api.before = () => null
    expect(await tab.sync()).toMatchObject({ name: 'idle' })
    expect(title(id)).toBe('Later')
  })

  test('as long as the API asks, whatever else happens, and then continues automatically', async () => {
    const [tab, id] = await withTask()
    await settled(tab)
    api.before = () => new OwnlistError('TOO_MANY_REQUESTS', 'Too many requests.', { retryAfterMs: 1_200 })
    const start = Date.now()
    await tab.update('task', id, { title: 'Later' })
    await settled(tab)
    api.before = () => null
    await tab.sync()
    await tab.create('task', { title: 'Another' })
    expect(sent()).toEqual([])
    await vi.waitFor(() => expect(title(id)).toBe('Later'), { interval: 10, timeout: 5_000 })
    expect(Date.now() - start).toBeGreaterThanOrEqual(1_200)
  })
})
