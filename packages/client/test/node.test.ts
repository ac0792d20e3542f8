import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionFile } from '@ownlist/client/node'
import { expect, test } from 'vitest'

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'ownlist-session-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

test('a session file is readable by its owner only, replaced atomically, and gone when removed', async () => {
  await using at = await folder()
  const path = join(at.path, 'new', 'session')
  const store = sessionFile(path)
  expect(await store.read()).toBeNull()
  await store.remove()
  await store.write('first')
  await store.write('second')
  expect(await store.read()).toBe('second')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(join(at.path, 'new'))).mode & 0o777).toBe(0o700)
  expect(await readdir(join(at.path, 'new'))).toEqual(['session'])
  await store.remove()
  expect(await store.read()).toBeNull()
})

test('a file that cannot be read is an error, not a sign-out', async () => {
  await using at = await folder()
  await writeFile(join(at.path, 'file'), '')
  await expect(sessionFile(join(at.path, 'file', 'session')).read()).rejects.toThrow('ENOTDIR')
})
