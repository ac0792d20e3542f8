import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogFile } from '../src/log-file.js'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownlist-log-'))
  path = join(folder, 'logs', 'web.log')
})
afterEach(() => rm(folder, { recursive: true }))

const text = (from: string) => readFile(from, 'utf8')
const line = (n: number) => Buffer.from(`line ${n}\n`)

describe('a log that cannot be written', () => {
  test.each([
    ['a device that is full', '/dev/full'],
    ['a folder', '/tmp'],
    ['a folder that cannot be created', '/dev/null/logs/web.log'],
    ['a file in /proc', '/proc/self/status'],
  ])('%s does not stop the programp the program', async (_what, target) => {
    const log = createLogFile({ path: target })
    for (let n = 0; n < 3; n++) log.write(line(n))
    await log.close()
    log.write(line(4))
    await log.close()
  })

  test('says how much was lost once it can be written again', async () => {
    const log = createLogFile({ path })
    log.write(line(1))
    await log.close()
    await rename(join(folder, 'logs'), join(folder, 'away'))
    // There is a file where the folder should be, so nothing can be written below it.
    const inTheWay = createLogFile({ path: join(folder, 'logs') })
    inTheWay.write(line(0))
    await inTheWay.close()
    log.write(line(2))
    await log.close()
    await rm(join(folder, 'logs'))
    await rename(join(folder, 'away'), join(folder, 'logs'))
    log.write(line(3))
    await log.close()
    expect(await text(path)).toMatch(/^line 1\n\(7 bytes of this log were lost: E\w+.*\)\nline 3\n$/)
  })

  test('keeps no more than a megabyte in memory', async () => {
    const log = createLogFile({ path })
    for (let n = 0; n < 30; n++) log.write(Buffer.alloc(100_000, 'x'))
    await log.close()
    log.write(line(1))
    await log.close()
    expect((await stat(path)).size).toBeLessThan(1_200_000)
    expect(await text(path)).toContain('bytes of this log were lost: the disk was too slow')
  })
})

describe('a log that grows', () => {
  test('becomes the first of the older files, and the oldest is removed', async () => {
    const log = createLogFile({ path, mostBytes: 20, kept: 2 })
    for (let n = 0; n < 10; n++) {
      log.write(line(n))
      await log.close()
    }
    expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['web.log', 'web.log.1', 'web.log.2'])
    expect(await text(path)).toBe('line 8\nline 9\n')
    expect(await text(`${path}.1`)).toBe('line 6\nline 7\n')
  })

  test('that another program has renamed is opened again on request', async () => {
    const log = createLogFile({ path })
    log.write(line(1))
    await expect.poll(() => existsSync(path)).toBe(true)
    await rename(path, `${path}.old`)
    log.reopen()
    log.write(line(2))
    await log.close()
    expect(await text(`${path}.old`)).toBe('line 1\n')
    expect(await text(path)).toBe('line 2\n')
  })
})
