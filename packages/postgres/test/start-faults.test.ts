import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres, WrongPasswordError } from '@ownlist/postgres'
import { describe, expect, inject, test } from 'vitest'
import { forkStarter, initialisedDataFolder, isAlive, newDataFolder, postmasterOf } from './elsewhere.js'
import { rowsOf } from './rows.js'

describe('a start that is killed', () => {
  const moments = inject('long') ? [60, 200, 400, 700, 1_000] : [60, 400, 1_000]
  test.each(moments)('after %i ms does not prevent the next one', async (ms) => {
    const options = await newDataFolder()
    const child = forkStarter(options.dataDir)
    await sleep(ms)
    child.kill('SIGKILL')
    await using server = await startEmbeddedPostgres(options)
    expect(await rowsOf(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(dirname(options.dataDir))).filter((name) => name.includes('.new-'))).toEqual([])
  })
})

describe('a start that is aborted', () => {
  test.each([0, 150, 500, 900])('after %i ms ends immediately and leaves no process', async (ms) => {
    const options = await newDataFolder()
    const controller = new AbortController()
    const started = startEmbeddedPostgres({ ...options, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), ms)
    const begin = performance.now()
    await started.then(
      (server) => server[Symbol.asyncDispose](),
      (error: Error) => expect(error.message).toBe('enough'),
    )
    expect(performance.now() - begin).toBeLessThan(ms + 6_000)
    expect(existsSync(`${options.dataDir}.lock`)).toBe(false)
    if (existsSync(join(options.dataDir, 'postmaster.pid'))) expect(isAlive(postmasterOf(options.dataDir))).toBe(false)
  })
})

describe('a start that cannot succeed ends, with the reason', () => {
  test('a different password than the data was created with', async () => {
    const options = await initialisedDataFolder()
    const start = startEmbeddedPostgres({ ...options, password: 'another' })
    await expect(start).rejects.toThrow(WrongPasswordError)
    expect(existsSync(join(options.dataDir, 'postmaster.pid'))).toBe(false)
  })

  test('a folder that contains something else', async () => {
    const options = await newDataFolder()
    await mkdir(options.dataDir)
    await writeFile(join(options.dataDir, 'photo.jpg'), 'mine')
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(/could not be created: .*ENOTEMPTY/)
    expect(await readdir(options.dataDir)).toEqual(['photo.jpg'])
  })

  test('data of another version of PostgreSQL', { timeout: 60_000 }, async () => {
    const options = await initialisedDataFolder()
    await writeFile(join(options.dataDir, 'PG_VERSION'), '17\n')
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(
      /was written by PostgreSQL 17, and PostgreSQL \d+ cannot read it\. With the release that wrote it, run pnpm backup\./,
    )
  })

  test('damaged data', { timeout: 60_000 }, async () => {
    const options = await initialisedDataFolder()
    await writeFile(join(options.dataDir, 'global', 'pg_control'), 'x')
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(/did not start[\s\S]*pg_control/)
  })
})
