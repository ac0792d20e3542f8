// domain: tasks
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createTestDatabase, describeWith, needProgram, type TestDatabase } from '@ownlist/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBrowserKeys, startPushService, vapidClaims } from './push-service.js'
import { subscribers } from './subscribers.js'
import { createVapid } from './vapid.js'

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))

type Env = Readonly<Record<string, string>>

/** Runs the built program with only this environment, until the test has ended. */
function run(env: Env): ChildProcess & { output(): string } {
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return Object.assign(child, { output: () => output })
}

const environmentOf = ({ url, backgroundUrl }: TestDatabase): Env => ({
  DATABASE_URL: url,
  DATABASE_BACKGROUND_URL: backgroundUrl,
})

/** Ends a program in order. @returns its exit code */
async function stop(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  return (await ended)[0]
}

describe('the background program', () => {
  test.each<[string, (own: TestDatabase) => Env, string]>([
    ['without its database', () => ({}), 'DATABASE_BACKGROUND_URL: must be set'],
    [
      'with one role for both',
      ({ url }) => ({ DATABASE_URL: url, DATABASE_BACKGROUND_URL: url }),
      'must name a different role',
    ],
    [
      'with half of the keys',
      (own) => ({ ...environmentOf(own), VAPID_SUBJECT: 'mailto:operator@example.com' }),
      'VAPID_PUBLIC_KEY: must be set: VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT belong together',
    ],
    [
      'with a role that can read more',
      (own) => ({ DATABASE_URL: own.url, DATABASE_BACKGROUND_URL: own.ownerUrl }),
      'of DATABASE_BACKGROUND_URL can use',
    ],
    [
      'with a role that bypasses row-level security',
      (own) => ({ DATABASE_URL: own.adminUrl, DATABASE_BACKGROUND_URL: own.backgroundUrl }),
      'could bypass row-level security',
    ],
  ])('does not start %s, and says why', async (_what, env, reason) => {
    await using own = await createTestDatabase()
    const child = run(env(own))
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(child.output()).toContain(reason)
  })
})

describeWith(needProgram('openssl'), 'reminders by Web Push over https', (openssl) => {
  test('arrive encrypted, signed, and only once, even if a process is killed while it sends', {
    timeout: 60_000,
  }, async () => {
    await using own = await createTestDatabase()
    await using service = await startPushService(openssl)
    await using people = subscribers(own)
    const [vapid, browser] = [createVapid(), createBrowserKeys()]
    const keys = { p256dh: browser.p256dh, auth: browser.auth }
    const hers = await people.add({ endpoint: `${service.url}/hers`, ...keys }, 'Water the ferns')
    const env = {
      ...environmentOf(own),
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: vapid.subject,
      PUSH_PRIVATE_HOSTS: 'localhost',
      NODE_EXTRA_CA_CERTS: service.certificate,
    }
    const usual = service.answer
    // The push service has the message, but the program does not know this yet.
    service.answer = () => undefined
    const killed = run(env)
    await expect.poll(() => service.arrivals.length).toBe(1)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    service.answer = usual
    const others = Array.from({ length: 20 }, (_, n) =>
      people.add({ endpoint: `${service.url}/${n}`, ...keys }, `Title ${n}`),
    )
    await Promise.all(others)
    const programs = [run(env), run(env)]
    await expect.poll(() => service.arrivals.length).toBe(21)
    expect(service.arrivals.filter(({ path }) => path === '/hers')).toHaveLength(1)
    // Her lease ends.
    await people.query('update push_subscription set leased_until = now() where user_id = $1', [hers])
    await people.query('update due set due_at = now() where user_id = $1', [hers])
    await expect.poll(() => service.arrivals.length).toBe(22)
    await expect.poll(() => people.query('select from due where due_at <= now()')).toEqual([])
    for (const each of programs) expect(await stop(each)).toBe(0)
    expect(service.arrivals).toHaveLength(22)

    const [first, again] = service.arrivals.filter(({ path }) => path === '/hers')
    if (first === undefined || again === undefined) throw new Error('Her reminder did not arrive twice')
    expect(browser.decrypt(first.body)).toMatchObject({ type: 'reminder', title: 'Water the ferns', more: 0 })
    // The same notification again, which replaces the first one.
    expect(browser.decrypt(again.body)).toEqual(browser.decrypt(first.body))
    expect(again.topic).toBe(first.topic)
    expect(first.headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' })
    expect(vapidClaims(first, vapid.publicKey)).toMatchObject({ aud: service.url, sub: vapid.subject })
    const logs = [killed, ...programs].map((each) => each.output()).join('')
    expect(logs).toContain('"msg":"reminders"')
    expect(logs).not.toMatch(/Water|Title|localhost|user-/)
  })

  test('a subscription that the push service no longer knows is removed, and a failed one is tried again later', async () => {
    await using own = await createTestDatabase()
    await using service = await startPushService(openssl)
    await using people = subscribers(own)
    const { decrypt: _, ...keys } = createBrowserKeys()
    const vapid = createVapid()
    const statuses = { '/gone': 410, '/unknown': 404, '/busy': 429, '/broken': 500, '/large': 413, '/fine': 201 }
    service.answer = ({ path }, response) => {
      const status = statuses[path as keyof typeof statuses]
      response.writeHead(status, status === 429 ? { 'retry-after': '600' } : {}).end('x'.repeat(100_000))
    }
    const ids: Record<string, string> = {}
    for (const path of Object.keys(statuses))
      ids[path] = await people.add({ endpoint: `${service.url}${path}`, ...keys })
    run({
      ...environmentOf(own),
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: vapid.subject,
      PUSH_PRIVATE_HOSTS: 'localhost',
      NODE_EXTRA_CA_CERTS: service.certificate,
    })
    await expect.poll(() => service.arrivals.length).toBe(6)
    await expect.poll(() => people.query('select from push_subscription where leased_until is not null')).toEqual([])
    const rows = await people.query(
      `select user_id, failures, round(extract(epoch from retry_at - now()) / 60)::int as minutes from push_subscription`,
    )
    const left = Object.fromEntries(
      rows.map(({ user_id, ...rest }) => [Object.keys(ids).find((path) => ids[path] === user_id), rest]),
    )
    expect(left).toEqual({
      '/busy': { failures: 1, minutes: 10 },
      '/broken': { failures: 1, minutes: 1 },
      '/large': { failures: 0, minutes: null },
      '/fine': { failures: 0, minutes: null },
    })
  })
})

test('without keys, the program runs, says that reminders are off, and still removes old records', async () => {
  await using own = await createTestDatabase()
  await using people = subscribers(own)
  await people.add({ endpoint: 'https://push.example.com/1' })
  await own.database.eraseOwner('ada')
  await people.query(`update erasure set until = now()`)
  await people.query(`update due set due_at = now()`)
  const child = run(environmentOf(own))
  await expect.poll(() => people.query('select from erasure')).toEqual([])
  expect(child.output()).toContain('reminders are off')
  await expect.poll(() => people.query('select kind from due where due_at <= now()')).toEqual([{ kind: 'reminder' }])
  expect(await people.query(`select from due where user_id = 'ada'`)).toEqual([])
  expect(await stop(child)).toBe(0)
})
