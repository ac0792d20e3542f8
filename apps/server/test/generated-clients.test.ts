// domain: tasks
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApi, startAppApi } from './app-api.js'

const run = promisify(execFile)

// The clients are generated and compiled outside this workspace. Version 0.96 of Hey API needs Node 22.
const tools = [
  'openapi-typescript@^7.13',
  'openapi-fetch@^0.17',
  '@hey-api/openapi-ts@~0.95',
  'typescript@~5.9',
  '@types/node@^20',
]

let outside: string
let api: AppApi
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'ownlist-generated-'))
  await writeFile(join(outside, 'package.json'), '{ "type": "module", "private": true }')
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', ...tools], {
    cwd: outside,
  })
  for (const file of ['openapi-fetch.ts', 'hey-api.ts']) {
    await copyFile(join(import.meta.dirname, 'generators', file), join(outside, file))
  }
  api = await startAppApi()
  const document = await (await fetch(`${api.url}/openapi.json`)).text()
  await writeFile(join(outside, 'openapi.json'), document)
}, 240_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await rm(outside, { recursive: true, force: true })
})

const bin = (name: string) => join(outside, 'node_modules/.bin', name)

/** The generators also read these settings for module resolution. */
const configure = (program: string) =>
  writeFile(
    join(outside, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        skipLibCheck: true,
        target: 'es2022',
        module: 'nodenext',
        types: ['node'],
        outDir: 'out',
      },
      files: [program],
    }),
  )

/** Compiles a program strictly, and runs it as a user who has rows. @returns what it printed, as JSON */
async function compileAndRun(program: string): Promise<unknown> {
  await run(bin('tsc'), ['--project', '.'], { cwd: outside }).catch((error) => {
    throw new Error(error.stdout)
  })
  const user = newUserId()
  const client = api.clientFor(user)
  const list = await client.list.create.mutate({ title: 'Garden' })
  await client.task.create.mutate({ title: 'Open 12 & 1/2', listId: list.id })
  await client.task.create.mutate({ title: 'Done one', completedAt: new Date().toISOString() })
  const { stdout } = await run(
    process.execPath,
    [`out/${program}.js`, api.url, await api.issuer.token(user), list.id],
    {
      cwd: outside,
    },
  )
  return JSON.parse(stdout)
}

const expected = (title: string) => ({
  created: title,
  done: ['Done one'],
  open: [title],
  inList: ['Open 12 & 1/2'],
  inNone: ['Done one'],
  found: ['Open 12 & 1/2'],
  list: 'Garden',
  misspelled: 'BAD_REQUEST',
})

test('a client from openapi-typescript and openapi-fetch can filter, and knows each parameter', {
  timeout: 120_000,
}, async () => {
  await configure('openapi-fetch.ts')
  await run(bin('openapi-typescript'), ['openapi.json', '--output', 'schema.d.ts'], { cwd: outside })
  expect(await compileAndRun('openapi-fetch')).toEqual(expected('By openapi-fetch'))
})

test('a client from @hey-api/openapi-ts can filter, and knows each parameter', { timeout: 120_000 }, async () => {
  await configure('hey-api.ts')
  await run(
    bin('openapi-ts'),
    ['--input', 'openapi.json', '--output', 'generated', '--client', '@hey-api/client-fetch'],
    {
      cwd: outside,
    },
  )
  expect(await compileAndRun('hey-api')).toEqual(expected('By hey-api'))
})
