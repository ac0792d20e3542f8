// domain: tasks
import { OwnlistError } from '@ownlist/client'
import { lists, openOffline, tasks } from '@ownlist/client/offline'
import { IDBObjectStore, indexedDB } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { tokenFor } from '../tokens.js'
import { begin, newDevice, open, settled } from './devices.js'
import { createFakeApi, type FakeApi } from './fake-api.js'

let api: FakeApi
beforeEach(() => {
  api = createFakeApi()
})

const titles = (tab: { all(kind: 'task'): readonly { title: string }[] }) => tab.all('task').map(({ title }) => title)

/** Creates tasks as another device would. */
async function createElsewhere(...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const title of names) ids.push((await api.client.task.create.mutate({ id: crypto.randomUUID(), title })).id)
  api.calls.length = 0
  return ids
}

describe('the copy on the device', () => {
  test('has all open rows after the first load, page by page, and then reads only changes', async () => {
    const [, , done = ''] = await createElsewhere('a', 'b', 'c', 'd', 'e')
    api.elsewhere(done, { completedAt: '2026-11-26T10:00:00.000Z' })
    const tab = await open(api.client)
    expect(titles(tab).sort()).toEqual(['a', 'b', 'd', 'e'])
    expect(api.calls.filter((path) => path === 'task.list')).toHaveLength(2)
    await createElsewhere('f')
    await tab.sync()
    expect(titles(tab)).toContain('f')
    expect(api.calls).toEqual(['sync.changes'])
  })

  test('continues a first load that was interrupted', async () => {
    await createElsewhere('a', 'b', 'c', 'd', 'e')
    const name = newDevice()
    let pages = 0
    api.before = (path) => (path === 'task.list' && ++pages > 2 ? new OwnlistError('UNREACHABLE', 'Gone.') : null)
    const first = await open(api.client, name)
    expect(titles(first)).toHaveLength(4)
    await first.close()
    api.before = () => null
    api.calls.length = 0
    expect(titles(await open(api.client, name))).toHaveLength(5)
    expect(api.calls.filter((path) => path === 'task.list')).toHaveLength(1)
  })

  test('is read again when the log no longer goes back far enough, without losing unsent changes', async () => {
    const [kept = '', deleted = ''] = await createElsewhere('kept', 'deleted')
    const tab = await open(api.client)
    api.before = () => new OwnlistError('UNREACHABLE', 'Gone.')
    await tab.update('task', kept, { priority: 'high' })
    await tab.create('task', { title: 'made here' })
    await settled(tab)
    api.elsewhere(deleted, { deletedAt: '2026-11-26T10:00:00.000Z' })
    api.before = () => null
    await createElsewhere('made there')
    api.trimmedTo = 4
    await tab.sync()
    expect(titles(tab).sort()).toEqual(['kept', 'made here', 'made there'])
    expect(api.tasks.get(kept)?.priority).toBe('high')
  })

  test('includes changes that were announced while an older answer was on its way', async () => {
    const name = newDevice()
    const [one, two] = [await open(api.client, name), await open(api.client, name)]
    let announced: Promise<unknown> | undefined
    api.after = async (path) => {
      if (path !== 'sync.changes' || announced !== undefined) return null
      announced = createElsewhere('late').then(() => two.sync())
      // The answer, which does not include it, takes a moment.
      await new Promise((resolve) => setTimeout(resolve, 20))
      return null
    }
    await one.sync()
    await announced
    expect(titles(two)).toEqual(['late'])
  })

  test('keeps rows that were read from the API, such as completed ones', async () => {
    const [done = ''] = await createElsewhere('done')
    api.elsewhere(done, { completedAt: '2026-11-26T10:00:00.000Z' })
    const name = newDevice()
    const tab = await open(api.client, name)
    expect(titles(tab)).toEqual([])
    await tab.load('task', { status: 'done' })
    await tab.close()
    const other = await open(api.client)
    await expect(other.loadRow('task', done)).resolves.toMatchObject({ title: 'done' })
    expect(titles(other)).toEqual(['done'])
    await expect(other.loadRow('task', newDevice())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    api.before = () => new OwnlistError('UNREACHABLE', 'Gone.')
    expect((await open(api.client, name)).get('task', done)).toMatchObject({ title: 'done' })
  })

  test('keeps them even if they are requested before the first load has begun', async () => {
    const [done = ''] = await createElsewhere('done', 'open')
    api.elsewhere(done, { completedAt: '2026-11-26T10:00:00.000Z' })
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    api.before = async (path) => {
      if (path === 'sync.changes') await released
      return null
    }
    const tab = await begin(api.client)
    const loading = tab.load('task', { status: 'done' })
    setTimeout(release, 20)
    await loading
    await tab.sync()
    expect(titles(tab).sort()).toEqual(['done', 'open'])
  })

  test('gives the same array until something changes', async () => {
    await createElsewhere('a')
    const tab = await open(api.client)
    const [all, outbox] = [tab.all('task'), tab.outbox()]
    expect([tab.all('task'), tab.outbox()]).toEqual([all, outbox])
    expect(tab.all('task')).toBe(all)
    expect(tab.outbox()).toBe(outbox)
    expect(tab.all('task', ({ title }) => title === 'b')).toEqual([])
  })
})

describe('tabs of the same device', () => {
  test('show each other’s changes, and send each change once', async () => {
    const name = newDevice()
    const [one, two] = [await open(api.client, name), await open(api.client, name)]
    let concurrent = 0
    let most = 0
    api.before = async (path) => {
      if (!path.startsWith('task.')) return null
      most = Math.max(most, ++concurrent)
      await new Promise((resolve) => setTimeout(resolve, 5))
      concurrent--
      return null
    }
    const made = await one.create('task', { title: 'from one' })
    await vi.waitFor(() => expect(titles(two)).toEqual(['from one']))
    await Promise.all([
      two.update('task', made.id, { title: 'from two' }),
      one.update('task', made.id, { priority: 'low' }),
    ])
    await vi.waitFor(() => expect(one.outbox().pending.length + two.outbox().pending.length).toBe(0))
    expect(api.tasks.get(made.id)).toMatchObject({ title: 'from two', priority: 'low' })
    expect(most).toBe(1)
    for (const tab of [one, two]) expect(tab.get('task', made.id)).toMatchObject({ title: 'from two', priority: 'low' })
  })

  test('send a change that a tab has queued before it was killed', async () => {
    const name = newDevice()
    const [one, two] = [await open(api.client, name), await open(api.client, name)]
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    api.before = async (path) => {
      if (path === 'task.create') await released
      return null
    }
    const queued = one.create('task', { title: 'survives' })
    await vi.waitFor(() => expect(one.outbox().pending).toHaveLength(1))
    one.kill()
    release()
    await queued.catch(() => undefined)
    await vi.waitFor(() => expect([...api.tasks.values()]).toMatchObject([{ title: 'survives' }]))
    await vi.waitFor(() => expect(two.outbox().pending).toEqual([]))
  })

  test('do not keep each other busy while there is no network', async () => {
    const name = newDevice()
    const [one, two] = [await open(api.client, name), await open(api.client, name)]
    let attempts = 0
    api.before = () => {
      attempts++
      return new OwnlistError('UNREACHABLE', 'Gone.')
    }
    await one.create('task', { title: 'from one' })
    await two.create('task', { title: 'from two' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(attempts).toBeLessThan(10)
    expect(one.outbox().pending).toHaveLength(2)
  })

  test('stop and lose their data when the person signs out in one of them', async () => {
    const name = newDevice()
    const [one, two] = [await open(api.client, name), await open(api.client, name)]
    await one.create('task', { title: 'private' })
    await one.wipe()
    await vi.waitFor(() => expect(two.status()).toMatchObject({ name: 'stopped' }))
    await expect(two.create('task', { title: 'x' })).rejects.toMatchObject({
      name: 'OfflineStorageError',
      code: 'CLOSED',
    })
    expect(JSON.stringify(await indexedDB.databases())).not.toContain(`"${name}"`)
    api.before = () => new OwnlistError('UNREACHABLE', 'Gone.')
    expect(titles(await open(api.client, name))).toEqual([])
  })
})

describe('one person’s data', () => {
  const url = 'http://127.0.0.1:9'
  const openAs = (userId: string, token: string, fetch: (url: string) => Promise<Response>) =>
    openOffline({ url, token, userId, kinds: { task: tasks, list: lists }, attempts: 1, fetch })

  test('is never shown to another person, and never sent with their token', async () => {
    const requests: string[] = []
    const refuse = async (address: string) => {
      requests.push(address)
      throw new TypeError('offline')
    }
    const ada = await openAs('ada', tokenFor('ada'), refuse)
    await ada.create('task', { title: 'Ada’s' })
    await settled(ada)
    expect(requests.length).toBeGreaterThan(0)
    await ada.close()
    const bob = await openAs('bob', tokenFor('bob'), refuse)
    expect(bob.all('task')).toEqual([])
    await bob.close()
    requests.length = 0
    const mixed = await openAs('ada', tokenFor('bob'), refuse)
    await settled(mixed)
    expect(mixed.status()).toMatchObject({ name: 'waiting', for: 'token' })
    expect(requests).toEqual([])
    expect(mixed.outbox().pending).toHaveLength(1)
    await mixed.close()
  })

  test.each([
    [{ userId: '' }, 'userId'],
    [{ kinds: [] }, 'kinds'],
    [{ pollMs: 0 }, 'pollMs'],
    [{ url: 'x' }, 'url'],
    [{ colour: 'red' }, 'colour'],
  ])('is not opened with an invalid option: %j', async (wrong, named) => {
    const options = { url, token: 'token', userId: 'ada', kinds: { task: tasks }, ...wrong }
    await expect(openOffline(options as Parameters<typeof openOffline>[0])).rejects.toThrow(named)
  })
})

describe('storage', () => {
  const failing = (name: string) => () => {
    throw new DOMException('no', name)
  }

  test('that the browser denies is an error that says what to do', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await expect(open(api.client)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('Allow storage'),
    })
    vi.stubGlobal('indexedDB', { open: failing('SecurityError') })
    await expect(open(api.client)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    vi.unstubAllGlobals()
  })

  test('that is full is an error of the change, which says that it was not stored', async () => {
    const tab = await open(api.client)
    const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(failing('QuotaExceededError'))
    await expect(tab.create('task', { title: 'x' })).rejects.toMatchObject({
      code: 'FULL',
      message: expect.stringContaining('Free some space'),
    })
    spy.mockRestore()
    await tab.create('task', { title: 'y' })
    expect(titles(tab)).toEqual(['y'])
  })

  test('of a newer version of the app stops the older one, which asks for a reload', async () => {
    const name = newDevice()
    const tab = await open(api.client, name)
    const newer = await openDB(name, 99)
    expect(tab.status()).toMatchObject({ name: 'stopped', message: expect.stringContaining('Reload') })
    await expect(open(api.client, name)).rejects.toMatchObject({ code: 'OUTDATED' })
    newer.close()
  })

  test('of an older contract is discarded, except for unsent changes', async () => {
    const name = newDevice()
    const [id = ''] = await createElsewhere('a')
    const older = await open(api.client, name, 1)
    api.before = () => new OwnlistError('UNREACHABLE', 'Gone.')
    await older.update('task', id, { title: 'changed' })
    await older.close()
    const newer = await open(api.client, name, 2)
    expect(titles(newer)).toEqual([])
    api.before = () => null
    await newer.sync()
    expect(titles(newer)).toEqual(['changed'])
    expect(api.tasks.get(id)?.title).toBe('changed')
  })
})
