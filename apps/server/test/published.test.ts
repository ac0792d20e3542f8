// domain: tasks
import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import vm from 'node:vm'
import { gzipSync } from 'node:zlib'
import { newUserId } from '@ownlist/testkit'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { type AppApi, startAppApi } from './app-api.js'

declare module 'vitest' {
  export interface ProvidedContext {
    peers: string
  }
}

// The compilers start without a cache.
vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const packages = join(import.meta.dirname, '../../../packages')
/** The packages that others install. */
const published = ['client', 'auth']
const catalog = await readFile(join(import.meta.dirname, '../../../pnpm-workspace.yaml'), 'utf8')
const inCatalog = (name: string) => `${name}@${new RegExp(`^  "?${name}"?: (\\S+)$`, 'm').exec(catalog)?.[1]}`

const { peerDependencies } = JSON.parse(await readFile(join(packages, 'client/package.json'), 'utf8')) as {
  peerDependencies: Readonly<Record<string, string>>
}

/** The version of a peer dependency: this workspace's, or the lowest or newest that the client allows. */
function peer(name: string): string {
  const range = peerDependencies[name.replace('@types/', '')]
  if (inject('peers') === 'locked' || range === undefined || range === 'catalog:') return inCatalog(name)
  if (inject('peers') === 'newest') return `${name}@${range}`
  const lowest = range.replace(/^(\^|>=)/, '')
  // React's types are corrected until its next major version, so nobody uses the first ones.
  return `${name}@${name.startsWith('@types/') ? '^' : ''}${lowest}`
}

/** The oldest version that works, which is the oldest that tRPC supports, the newest, and one in between. */
const compilers = ['typescript', 'typescript59', 'typescript57']
const resolutions = ['nodenext', 'bundler'] as const
const combinations = compilers.flatMap((compiler) => resolutions.map((resolution) => [compiler, resolution] as const))

/**
 * `pnpm test` tries one combination. The newest compiler with `nodenext` also compiles the programs that run against the
 * API.
 */
const isThorough = inject('long') || inject('peers') !== 'locked'
const tried = isThorough ? combinations : ([['typescript57', 'bundler']] as const)

/** What a page downloads, in bytes: minified and gzipped, with all dependencies. */
const sizeBudgets = [
  ["export { browserSession, createApiClient, OwnlistError } from '@ownlist/client'", 15_000],
  ["export { lists, openOffline, tasks } from '@ownlist/client/offline'", 26_500],
] as const

let outside: string
const tarballs = new Map<string, string>()
let api: AppApi
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'ownlist-outside-'))
  for (const name of published) {
    const { stdout } = await run('npx', ['-y', 'pnpm@12', 'pack', '--json', '--pack-destination', outside], {
      cwd: join(packages, name),
    })
    tarballs.set(name, JSON.parse(stdout.slice(stdout.indexOf('{'))).filename)
  }
  await writeFile(join(outside, 'package.json'), '{ "type": "module", "private": true }')
  const reactDom = peer('react').replace('react@', 'react-dom@')
  const peers = ['react', '@types/react', '@tanstack/react-query', '@trpc/react-query'].map(peer)
  const tools = [
    inCatalog('typescript'),
    ...(isThorough ? ['typescript59@npm:typescript@~5.9'] : []),
    'typescript57@npm:typescript@5.7.2',
    inCatalog('@types/node'),
    inCatalog('fake-indexeddb'),
    inCatalog('happy-dom'),
    reactDom,
    'deno@^2',
    'bun@^1',
    'jest@^30',
  ]
  const freshness = inject('peers') === 'newest' ? '--prefer-online' : '--prefer-offline'
  const options = ['--no-audit', '--no-fund', '--no-package-lock', freshness]
  await run('npm', ['install', ...options, ...tarballs.values(), ...peers, ...tools], { cwd: outside })
  for (const file of await readdir(join(import.meta.dirname, 'published')))
    await copyFile(join(import.meta.dirname, 'published', file), join(outside, file))
  await writeFile(join(outside, 'app.tsx'), await appOfDocs())
  api = await startAppApi()
}, 240_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await rm(outside, { recursive: true, force: true })
})

/** The app of docs/client.md. */
async function appOfDocs(): Promise<string> {
  const page = await readFile(join(import.meta.dirname, '../../../docs/client.md'), 'utf8')
  const [, app] = /^```tsx\n(.*?)^```$/ms.exec(page) ?? []
  if (app === undefined) throw new Error('docs/client.md has no app')
  return app
}

/** @throws {Error} with what the compiler says */
async function compile(compiler: string, ...options: string[]): Promise<void> {
  const tsc = join(outside, 'node_modules', compiler, 'bin/tsc')
  const said = await run(process.execPath, [tsc, ...sources, ...settings, ...options], {
    cwd: outside,
  }).catch((error) => error)
  const faults = String(said.stdout).match(/^.*error TS.*$/gm)
  if (faults !== null) throw new Error(faults.join('\n'))
}

const sources = ['app.tsx', 'program.ts', 'page.tsx', 'service.ts', 'offline-page.tsx', 'offline-program.ts']

const settings = [
  '--strict',
  '--exactOptionalPropertyTypes',
  '--target',
  'es2023',
  '--jsx',
  'react-jsx',
  '--types',
  'node',
]

test('the client contains its bundle, and no references to this workspace', async () => {
  const installed = join(outside, 'node_modules/@ownlist/client')
  expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'README.md', 'bundle', 'package.json'])
  expect((await readdir(join(outside, 'node_modules/@ownlist'))).sort()).toEqual([...published].sort())
  for (const file of await readdir(join(installed, 'bundle'))) {
    const text = await readFile(join(installed, 'bundle', file), 'utf8')
    expect(text, file).not.toMatch(/@ownlist\/|'zod|prisma|TaskStore|[^.]\.\.\//i)
  }
})

test.each(published)('publint and arethetypeswrong find no problems in %s', async (name) => {
  const bin = join(packages, 'client/node_modules/.bin')
  await run(join(bin, 'publint'), ['--strict', tarballs.get(name) ?? ''])
  await run(join(bin, 'attw'), ['--profile', 'esm-only', tarballs.get(name) ?? ''])
})

test.each(tried)(
  'its types are exact with %s and moduleResolution %s, without skipLibCheck',
  async (compiler, resolution) => {
    const module = resolution === 'bundler' ? 'esnext' : resolution
    await compile(compiler, '--noEmit', '--module', module, '--moduleResolution', resolution)
  },
)

test('a fault in a program is found: the types are not any', async () => {
  await writeFile(
    join(outside, 'faulty.ts'),
    "import type { Task } from '@ownlist/client'\nexport const id: Task['id'] = 1\n",
  )
  await expect(compile('typescript', 'faulty.ts', '--noEmit', '--module', 'nodenext')).rejects.toThrow(
    /faulty\.ts.*TS2322/,
  )
})

describe('runs against the API', () => {
  beforeAll(() => compile('typescript', '--outDir', 'out', '--module', 'nodenext'))
  const expected = { listed: ['From outside'], refused: 'NOT_FOUND', faked: 'nobody' }

  test.each<[string, string[]]>([
    ['Node', [process.execPath]],
    ['Deno', ['node_modules/.bin/deno', 'run', '--allow-net', '--allow-env', '--allow-read']],
    ['Bun', ['node_modules/.bin/bun', 'run']],
  ])('in %s', async (_name, [program = '', ...options]) => {
    const token = await api.issuer.token(newUserId())
    const { stdout } = await run(program, [...options, 'out/program.js', api.url, token], { cwd: outside })
    expect(JSON.parse(stdout)).toEqual(expected)
  })

  test('in a CommonJS program', async () => {
    const userId = newUserId()
    const { stdout } = await run(process.execPath, ['program.cjs', api.url, await api.issuer.token(userId)], {
      cwd: outside,
    })
    expect(JSON.parse(stdout)).toEqual({ userId, isTheSame: true })
  })

  test('in a service that only verifies tokens', async () => {
    const { issuer, jwksUrl, audience } = api.issuer
    const userId = newUserId()
    const args = ['out/service.js', jwksUrl, issuer, audience, await api.issuer.token(userId)]
    const { stdout } = await run(process.execPath, args, { cwd: outside })
    expect(JSON.parse(stdout)).toEqual({ userId, refused: 'TOKEN_INVALID' })
  })

  test('with one device that has no network for a while, and another one that gets its changes live', async () => {
    const args = ['out/offline-program.js', api.url, await api.issuer.token(newUserId())]
    const { stdout } = await run(process.execPath, args, { cwd: outside })
    expect(JSON.parse(stdout)).toEqual({
      waiting: 'waiting',
      unsent: 2,
      left: { pending: [], tray: [] },
      office: ['From the train: high'],
    })
  })

  test('as the app of docs/client.md, which shows changes from elsewhere and works without a network', async () => {
    const args = ['run-app.mjs', api.url, await api.issuer.token(newUserId()), './out/app.js']
    const { stdout } = await run(process.execPath, args, { cwd: outside })
    expect(JSON.parse(stdout)).toEqual({
      live: ['Buy bulbs', 'Water the ferns'],
      offline: ['Buy bulbs'],
      unsent: ['Buy bulbs', 'Water the ferns'],
      sent: ['Buy bulbs'],
    })
  })

  test('without Node’s APIs, as in a worker or a page', async () => {
    const script = await bundled("export * from '@ownlist/client'")
    const web = { fetch, Headers, Response, AbortController, AbortSignal, setTimeout, clearTimeout, atob }
    const context = vm.createContext({
      ...web,
      ReadableStream,
      WritableStream,
      TransformStream,
      TextDecoder,
      TextDecoderStream,
    })
    vm.runInContext(script, context)
    expect(vm.runInContext('typeof process + typeof Buffer', context)).toBe('undefinedundefined')
    const whoami = `client.createApiClient(options).account.whoami.query()`
    const userId = newUserId()
    for (const stream of [true, false]) {
      context.options = { url: api.url, token: await api.issuer.token(userId), stream }
      expect(await vm.runInContext(whoami, context)).toEqual({ userId })
    }
  })
})

test.each(['jest.mjs', 'jest.cjs'])('runs in a test of Jest: %s', async (file) => {
  const config = JSON.stringify({ transform: {}, testMatch: [`**/${file}`] })
  const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config]
  const { stderr } = await run(process.execPath, args, { cwd: outside })
  expect(stderr).toContain('1 passed')
})

test('the hooks are marked as code for the browser, and nothing else is', async () => {
  const bundle = join(outside, 'node_modules/@ownlist/client/bundle')
  const marked: string[] = []
  for (const file of await readdir(bundle)) {
    if ((await readFile(join(bundle, file), 'utf8')).startsWith("'use client'")) marked.push(file)
  }
  expect(marked.sort()).toEqual(['offline-react.js', 'react.js'])
})

test.each(sizeBudgets)('a page that says `%s` downloads less than %i bytes for it', async (contents, budget) => {
  const { length } = gzipSync(await bundled(contents))
  process.stdout.write(`client, minified and gzipped: ${length} bytes\n`)
  expect(length).toBeLessThan(budget)
})

/** Bundled for a browser, where Node's modules would be an error. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: outside },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'client',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
