import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { lostPlaces } from '../src/change.js'
import { namesOf } from '../src/names.js'
import { newResource } from '../src/new-resource.js'
import { type Copy, copyRepository, succeed } from './copy.js'

declare module 'vitest' {
  export interface ProvidedContext {
    long: boolean
  }
}

const patience = 600_000
const longPatience = 3_600_000

let copy: Copy
beforeAll(async () => {
  copy = await copyRepository()
}, patience)
afterAll(() => copy?.[Symbol.asyncDispose]())

const changed = async () => (await copy.run('git', 'status', '--porcelain')).said

test('every place that a resource is written into is there, once', async () => {
  expect(await lostPlaces(root, newResource(namesOf('note', undefined), '20261124100000'))).toEqual([])
})

test('a dry run names the files, and writes none', { timeout: patience }, async () => {
  const { code, said } = await copy.pnpm('new:resource', 'note', '--dry-run')
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('packages/db/src/note-store.ts') })
  expect(await changed()).toBe('')
})

test('nothing is written over changes that are not committed, or over what is there', {
  timeout: patience,
}, async () => {
  await writeFile(join(copy.folder, 'packages/client/src/retry.ts'), '\n', { flag: 'a' })
  const dirty = await copy.pnpm('new:resource', 'note')
  expect(dirty).toMatchObject({ code: 1, said: expect.stringContaining('retry.ts has changes that are not committed') })
  await copy.run('git', 'checkout', '-q', '.')
  for (const [name, words] of [
    ['task', 'task-store.ts exists already'],
    ['priority', 'has a Priority already'],
    ['Note', 'small letters'],
  ] as const) {
    expect(await copy.pnpm('new:resource', name)).toMatchObject({ code: 1, said: expect.stringContaining(words) })
  }
  expect(await changed()).toBe('')
})

test('two new resources pass the check, and the tests that came with them', { timeout: patience }, async () => {
  for (const name of ['note', 'feed-item']) {
    await succeed(copy.pnpm('new:resource', name))
    await copy.commit()
  }
  await succeed(copy.pnpm('check'))
  expect(await changed()).toBe('')
  const which = ['note', 'feed-item', 'isolation', 'scopes', 'owned-tables', 'migrations', 'mcp-server', 'open-api']
  await succeed(copy.run('npx', 'vitest', 'run', ...which))
})

test.runIf(inject('long'))('with them the whole suite passes', { timeout: longPatience }, async () => {
  await succeed(copy.pnpm('build'))
  // Without the tests of the generator, which would make a copy of the copy.
  await succeed(copy.run('npx', 'vitest', 'run', '--exclude', 'packages/grow/**'))
  await succeed(copy.pnpm('--filter', '@ownlist/web', 'e2e'))
})
