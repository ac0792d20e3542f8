import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import vm from 'node:vm'
import { type BuildOptions, build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { badTokens } from './bad-tokens.js'
import { audience, issuer, newKey, tokenWith } from './tokens.js'

// The runtimes have to be installed, and start without a cache.
vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const seconds = () => Math.floor(Date.now() / 1_000)
const key = await newKey('key-1')
const second = await newKey('key-2')
const stranger = { ...(await newKey('key-1')), kid: 'key-1' }
const sid = 'session-1'
function feed(): string {
  const now = seconds()
  const claims = { iat: now, exp: now + 60, sub: undefined, revoked: [{ sid, nbf: now + 60 }] }
  return tokenWith(key, claims, { typ: 'revocations+jwt' })
}

let fetchesOfKeys = 0

/** The issuer's answer for each path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/jwks': (response) => {
    fetchesOfKeys += 1
    response.end(JSON.stringify({ keys: [key.jwk, second.jwk] }))
  },
  '/revocations': (response) => response.end(feed()),
  '/redirect': (response) => response.writeHead(302, { location: '/jwks' }).end(),
  '/error': (response) => response.writeHead(500).end('secret'),
  '/long': (response) => response.end(' '.repeat(65 * 1_024)),
  '/mark': (response) => response.end(`\uFEFF${JSON.stringify({ keys: [key.jwk] })}`),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 1_000 }).write('{"keys":')
    setTimeout(() => response.destroy(), 50)
  },
  '/mute': () => undefined,
}
const server = createServer((request, response) => void answers[request.url ?? '']?.(response))

let outside: string
let plan: ReturnType<typeof planOf>
let expected: ReturnType<typeof expectedOf>
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  outside = await mkdtemp(join(tmpdir(), 'ownlist-runtimes-'))
  const pack = ['-y', 'pnpm@12', 'pack', '--json', '--pack-destination', outside]
  const { stdout } = await run('npx', pack, { cwd: join(import.meta.dirname, '..') })
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf('{')))
  await writeFile(join(outside, 'package.json'), '{ "type": "module", "private": true }')
  const options = ['--no-audit', '--no-fund', '--no-package-lock']
  await run('npm', ['install', ...options, filename, 'deno@^2', 'bun@^1', 'workerd@^1'], { cwd: outside })
  for (const file of ['program.js', 'plan.js', 'worker.js', 'workerd.capnp'])
    await copyFile(join(import.meta.dirname, 'runtimes', file), join(outside, file))
  // This comes after the installation, which may take longer than a token is valid.
  const now = seconds()
  const bad = Object.values(badTokens(key, second, stranger)).flatMap((cases) => cases.map(([, token]) => token))
  plan = planOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, now, bad)
  expected = expectedOf(now, bad)
  await writeFile(join(outside, 'plan.json'), JSON.stringify(plan))
}, 240_000)
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await rm(outside, { recursive: true, force: true })
})

function planOf(url: string, now: number, bad: readonly string[]) {
  const broken = ['redirect', 'error', 'long', 'mark', 'cut', 'mute']
  return {
    jwksUrl: `${url}/jwks`,
    revocationsUrl: `${url}/revocations`,
    issuer,
    audience,
    good: [
      tokenWith(key, { iat: now, exp: now + 600 }),
      tokenWith(
        second,
        { iat: now, exp: now + 600, sub: 'ada', sid, scope: 'notes:read notes:write', client_id: 'Notes 🌱' },
        { typ: 'JWT' },
      ),
      tokenWith(key, { iat: now, exp: now + 600, aud: ['other', audience], name: 'Zoë 🌱' }, { typ: 'at+jwt' }),
    ],
    bad,
    late: [tokenWith(key, { iat: now - 300, exp: now - 30 })],
    revoked: [tokenWith(key, { sid }), tokenWith(key, { sid: 'session-2' })],
    broken: { closed: 'http://127.0.0.1:9/', ...Object.fromEntries(broken.map((name) => [name, `${url}/${name}`])) },
  }
}

function at(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}

/** Uses neither the browser build of a dependency nor the one for Node. A `node:` import would be an error. */
const neutral = { bundle: true, platform: 'neutral', mainFields: ['module', 'main'] } satisfies BuildOptions

/** The expected result in every runtime. Some report more details about a connection than others. */
function expectedOf(now: number, bad: readonly string[]) {
  const identity = {
    userId: 'user-1',
    sessionId: null,
    scopes: null,
    clientId: null,
    issuedAt: at(now),
    expiresAt: at(now + 600),
  }
  const ada = {
    ...identity,
    userId: 'ada',
    sessionId: sid,
    scopes: ['notes:read', 'notes:write'],
    clientId: 'Notes 🌱',
  }
  const good = [identity, ada, identity]
  return {
    good,
    remembered: good,
    // With a line break or a space, it is not a bearer token at all.
    bad: bad.map((token) => (/\s/.test(token) || token === '' ? 'TOKEN_MISSING' : 'TOKEN_INVALID')),
    late: [['TOKEN_INVALID'], [expect.objectContaining({ userId: 'user-1' })]],
    revoked: ['TOKEN_INVALID', expect.objectContaining({ sessionId: 'session-2' })],
    unavailable: good.map(() => 'KEYS_UNAVAILABLE'),
    faults: {
      closed: expect.stringMatching(/^The issuer could not be reached/),
      redirect: 'The issuer answered 302 instead of 200',
      error: 'The issuer answered 500 instead of 200',
      long: 'The response is longer than 64 KiB',
      mark: 'The response is not JSON',
      cut: expect.stringMatching(/^The connection ended before the whole response had arrived/),
      mute: 'The issuer did not send a complete response within 500 ms',
    },
  }
}

describe('accepts and refuses the same tokens, reports the same faults, and does not keep the process running', () => {
  test.each<[string, string[]]>([
    ['Node', [process.execPath]],
    ['Deno', ['node_modules/.bin/deno', 'run', '--allow-net', '--allow-env', '--allow-read']],
    ['Bun', ['node_modules/.bin/bun', 'run']],
  ])('in %s', async (_name, [program = '', ...options]) => {
    const { stdout } = await run(program, [...options, 'program.js', 'plan.json'], { cwd: outside, timeout: 60_000 })
    expect(JSON.parse(stdout)).toEqual(expected)
  })
})

describe('in workerd, where timers end with the request that started them,', () => {
  test('accepts and refuses the same tokens, and reports the same faults', async () => {
    await using worker = await startWorker()
    expect(await worker.post('/plan', plan)).toEqual(expected)
  })

  test('a kept verifier serves later requests without a fetch, and fetches again when its keys are too old', async () => {
    await using worker = await startWorker()
    const before = fetchesOfKeys
    const options = { ...plan, maxAgeMs: 6_000 }
    for (const _ of [1, 2, 3]) expect(await worker.post('/kept', options)).toBe('user-1')
    expect(fetchesOfKeys - before).toBe(1)
    await wait(6_500)
    for (const _ of [1, 2, 3]) expect(await worker.post('/kept', options)).toBe('user-1')
    expect(fetchesOfKeys - before).toBe(2)
  })
})

/** The worker in workerd, on a free port. */
async function startWorker() {
  await build({
    ...neutral,
    entryPoints: [join(outside, 'worker.js')],
    format: 'esm',
    outfile: join(outside, 'worker.bundle.js'),
  })
  const bin = join(outside, 'node_modules/.bin/workerd')
  const child = spawn(bin, ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: outside,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [told] = await once(child.stdio[3] as Readable, 'data')
  const { port } = JSON.parse(String(told).split('\n')[0] ?? '')
  return {
    async post(path: string, body: object): Promise<unknown> {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body) })
      return await answer.json()
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

test('needs only the web standards', async () => {
  const { outputFiles } = await build({
    ...neutral,
    entryPoints: [join(outside, 'plan.js')],
    format: 'iife',
    globalName: 'program',
    write: false,
  })
  const standards = { fetch, crypto, performance, URL, AbortSignal, DOMException, setTimeout, clearTimeout, atob, btoa }
  const context = vm.createContext({ ...standards, Uint8Array, TextEncoder, TextDecoder, plan })
  vm.runInContext(outputFiles[0]?.text ?? '', context)
  expect(vm.runInContext('typeof process + typeof Buffer + typeof require', context)).toBe('undefined'.repeat(3))
  const json = await vm.runInContext('program.runPlan(plan).then((told) => JSON.stringify(told))', context)
  // Objects of another realm are not instances of this realm's classes, such as DOMException. Only the results about tokens
  // have to be the same.
  expect(JSON.parse(json)).toEqual(expected)
})
