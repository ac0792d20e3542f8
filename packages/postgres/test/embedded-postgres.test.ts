import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { execute, runningPostgres, startEmbeddedPostgres } from '@ownlist/postgres'
import { beforeEach, expect, test } from 'vitest'
import { initialisedDataFolder, isAlive, keeperOf, newDataFolder, postmasterOf, startElsewhere } from './elsewhere.js'
import { rowsOf } from './rows.js'

let options: { dataDir: string; password: string }
beforeEach(async () => {
  options = await initialisedDataFolder()
})

const note = ['create table note (text text)', "insert into note values ('kept')"]
test('keeps its data between starts, and says whether it runs', async () => {
  options = await newDataFolder()
  {
    expect(await runningPostgres(options)).toBeNull()
    await using first = await startEmbeddedPostgres(options)
    expect(await runningPostgres(options)).toBe(first.adminUrl)
    await execute(first.adminUrl, note)
  }
  expect(await runningPostgres(options)).toBeNull()
  await using second = await startEmbeddedPostgres(options)
  expect(await rowsOf(second.adminUrl, 'select text from note')).toEqual([{ text: 'kept' }])
})

test('stops when the process that started it is killed, and starts again with its data', async () => {
  const { child, url } = await startElsewhere(options.dataDir)
  await execute(url, note)
  const server = postmasterOf(options.dataDir)
  child.kill('SIGKILL')
  await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
  // Linux would stop the server even without the keeper. Only the keeper removes the lock.
  await expect.poll(() => existsSync(`${options.dataDir}.lock`)).toBe(false)
  await using again = await startEmbeddedPostgres(options)
  expect(await rowsOf(again.adminUrl, 'select text from note')).toEqual([{ text: 'kept' }])
})

test.each([
  ['the server, its keeper and its starter were killed at the same time', 'SIGKILL'],
  ['the keeper and the starter were killed, but not the server', null],
] as const)('starts again with its data after %s', async (_what, toServer) => {
  const { child, url } = await startElsewhere(options.dataDir)
  await execute(url, note)
  const server = postmasterOf(options.dataDir)
  for (const pid of [keeperOf(child.pid ?? 0), child.pid ?? 0]) process.kill(pid, 'SIGKILL')
  if (toServer !== null) process.kill(server, toServer)
  await using again = await startEmbeddedPostgres(options)
  await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
  expect(await rowsOf(again.adminUrl, 'select text from note')).toEqual([{ text: 'kept' }])
})

test('requires the password, and listens on the loopback address only', async () => {
  await using server = await startEmbeddedPostgres(options)
  const url = new URL(server.adminUrl)
  url.password = 'wrong'
  await expect(execute(url.href, ['select 1'])).rejects.toThrow('password authentication failed')
  url.password = options.password
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)
  if (outside === undefined)
    throw new Error('This machine has only the loopback address, so access from outside cannot be tested')
  url.hostname = outside.address
  await expect(execute(url.href, ['select 1'])).rejects.toThrow('ECONNREFUSED')
})

test('writes no statement and no row to its log', async () => {
  await using server = await startEmbeddedPostgres(options)
  await execute(server.adminUrl, [
    'create table probe (title text unique)',
    "insert into probe values ('very private')",
  ])
  await expect(execute(server.adminUrl, ["insert into probe values ('very private')"])).rejects.toThrow('duplicate key')
  const log = await readFile(`${options.dataDir}.log`, 'utf8')
  expect(log).toContain('duplicate key')
  expect(log).not.toContain('very private')
})
