import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import {
  execute,
  FolderInUseError,
  holderOf,
  identify,
  provisionDatabases,
  startEmbeddedPostgres,
  useEmbeddedPostgres,
} from '@ownlist/postgres'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  forkStarter,
  initialisedDataFolder,
  isAlive,
  keeperOf,
  newDataFolder,
  postmasterOf,
  startElsewhere,
} from './elsewhere.js'
import { rowsOf } from './rows.js'

const lockOf = (dataDir: string) => `${dataDir}.lock`

describe('a server that somebody else started', () => {
  test('is named by a second start, and keeps running', async () => {
    const options = await initialisedDataFolder()
    const first = await startElsewhere(options.dataDir)
    const server = postmasterOf(options.dataDir)
    const second = startEmbeddedPostgres(options)
    await expect(second).rejects.toThrow(FolderInUseError)
    await expect(second).rejects.toThrow(`a test (process ${first.child.pid}, http://localhost:1)`)
    expect(isAlive(server)).toBe(true)
    expect(await rowsOf(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is the only one after five simultaneous starts, and the other four name it', { timeout: 60_000 }, async () => {
    const { dataDir } = await newDataFolder()
    const starters = Array.from({ length: 5 }, () => forkStarter(dataDir))
    const said = await Promise.all(
      starters.map(async ({ stdout }) => String((await once(stdout ?? process, 'data'))[0])),
    )
    const winners = said.filter((text) => text.startsWith('postgresql://'))
    expect(winners).toHaveLength(1)
    const holder = (await holderOf(dataDir))?.starter.pid
    expect(said.filter((text) => text.includes(`in use by a test (process ${holder},`))).toHaveLength(4)
    expect(await rowsOf(winners[0] ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is not stopped by a command to which it does not respond', async () => {
    const options = await initialisedDataFolder()
    const { url } = await startElsewhere(options.dataDir)
    const server = postmasterOf(options.dataDir)
    process.kill(server, 'SIGSTOP')
    try {
      await using found = await useEmbeddedPostgres(options)
      expect(found.adminUrl).toBe(url)
      await expect(execute(found.adminUrl, ['select 1'])).rejects.toThrow('did not answer within 10 s')
    } finally {
      process.kill(server, 'SIGCONT')
    }
    expect(isAlive(server)).toBe(true)
    expect(await rowsOf(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is not stopped by a command that gets no connection', async () => {
    const options = await initialisedDataFolder()
    const { url } = await startElsewhere(options.dataDir)
    const server = postmasterOf(options.dataDir)
    const taken = Array.from({ length: 200 }, () => new pg.Client({ connectionString: url }))
    onTestFinished(async () => void (await Promise.allSettled(taken.map((client) => client.end()))))
    for (const client of taken) await client.connect().catch(() => undefined)
    await using found = await useEmbeddedPostgres(options)
    await expect(provisionDatabases(found.adminUrl)).rejects.toThrow('has no free connections')
    expect(isAlive(server)).toBe(true)
  })

  test('makes a start wait if it is only temporary', async () => {
    const options = await initialisedDataFolder()
    const { url } = await startElsewhere(options.dataDir, '1500')
    await using own = await startEmbeddedPostgres(options)
    expect(own.adminUrl).not.toBe(url)
    expect(await rowsOf(own.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is not stopped if its lock is gone: PostgreSQL’s own lock prevents a second one', {
    timeout: 60_000,
  }, async () => {
    const options = await initialisedDataFolder()
    const { url } = await startElsewhere(options.dataDir)
    const server = postmasterOf(options.dataDir)
    await rm(lockOf(options.dataDir))
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(/lock file "postmaster.pid" already exists/)
    expect(isAlive(server)).toBe(true)
    expect(await rowsOf(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('a start right after the previous one was killed waits until its server has stopped', async () => {
  const options = await initialisedDataFolder()
  for (let n = 0; n < 3; n++) {
    const { child } = await startElsewhere(options.dataDir)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await using server = await startEmbeddedPostgres(options)
  expect(await rowsOf(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

describe('a lock that nobody holds', () => {
  const dead = { pid: 2 ** 22 + 1, startedAt: 'never' }
  // This process has the same process id, but is not the one that took the lock.
  const reused = { pid: process.pid, startedAt: 'long ago' }
  const lock = (of: object, server: object | null = null) =>
    JSON.stringify({ purpose: { command: 'x', serving: true }, starter: of, keeper: of, server })

  test.each([
    ['of processes that have ended', lock(dead)],
    ['of a process whose id was reused', lock(reused)],
    ['whose server’s process id was reused', lock(dead, { ...reused, port: 1, ready: true })],
    ['that is empty after a power cut', ''],
    ['that is incomplete after a power cut', '{"purpose":{"comm'],
    ['that is not a lock file', '42'],
  ])('%s is taken over', async (_what, text) => {
    const options = await initialisedDataFolder()
    await writeFile(lockOf(options.dataDir), text)
    {
      await using server = await startEmbeddedPostgres({ ...options, lasting: false })
      expect(await rowsOf(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
      expect((await holderOf(options.dataDir))?.starter).toEqual(identify(process.pid))
    }
    await expect(readFile(lockOf(options.dataDir))).rejects.toThrow('ENOENT')
  })
})

describe('a server that ends unexpectedly', () => {
  test.each(['SIGKILL', 'SIGQUIT', 'SIGTERM', 'SIGINT'] as const)(
    'by %s is started again at the same address, with its data',
    async (signal) => {
      const options = await initialisedDataFolder()
      await using server = await startEmbeddedPostgres(options)
      await execute(server.adminUrl, ['create table note (text text)', "insert into note values ('kept')"])
      const pid = postmasterOf(options.dataDir)
      process.kill(pid, signal)
      await expect.poll(() => isAlive(pid)).toBe(false)
      await expect
        .poll(() => rowsOf(server.adminUrl, 'select text from note').catch(() => 'not yet'))
        .toEqual([{ text: 'kept' }])
    },
  )

  test('repeatedly is abandoned, with the reason', { timeout: 60_000 }, async () => {
    const options = await initialisedDataFolder()
    await using server = await startEmbeddedPostgres({ ...options, lasting: false })
    let reason: Error | undefined
    void server.failed().then((error) => {
      reason = error
    })
    while (reason === undefined) {
      const found = (await holderOf(options.dataDir))?.server
      if (found?.ready && isAlive(found.pid)) process.kill(found.pid, 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(reason.message).toContain('ended unexpectedly too many times')
    expect(await holderOf(options.dataDir)).toBeNull()
  })
})

describe('a keeper that is killed', () => {
  test('is replaced while its starter lives, and the server stops with the starter', async () => {
    const options = await initialisedDataFolder()
    const { child, url } = await startElsewhere(options.dataDir)
    const keeper = keeperOf(child.pid ?? 0)
    process.kill(keeper, 'SIGKILL')
    await expect.poll(() => isAlive(keeper)).toBe(false)
    await expect.poll(() => rowsOf(url, 'select 1 as one').catch(() => 'not yet')).toEqual([{ one: 1 }])
    const server = postmasterOf(options.dataDir)
    child.kill('SIGKILL')
    await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
  })

  test.skipIf(process.platform !== 'linux')('together with its starter leaves no server behind', async () => {
    const options = await initialisedDataFolder()
    const { child } = await startElsewhere(options.dataDir)
    const server = postmasterOf(options.dataDir)
    for (const pid of [keeperOf(child.pid ?? 0), child.pid ?? 0]) process.kill(pid, 'SIGKILL')
    await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
  })
})
