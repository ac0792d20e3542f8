import { once } from 'node:events'
import { describeWith, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createAuthDatabase } from './auth-database'
import { runBuilt, signIn, signUp, statusOf } from './built-app'

describeWith(pgBouncer(), 'the web app behind PgBouncer in transaction mode', (program) => {
  const start = async (url: string, options?: Parameters<typeof startPgBouncer>[2]) =>
    await startPgBouncer(program, url, options)

  test('the web app starts, users sign up and in, and each gets their own tokens', async () => {
    await using bouncer = await start(await createAuthDatabase())
    const { url } = await runBuilt({ AUTH_DATABASE_URL: bouncer.url })
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
    const emails = ['ada@example.com', 'grace@example.com', 'edsger@example.com']
    await Promise.all(emails.map((email) => signUp(url, email)))
    const subjects = await Promise.all(
      emails.map(async (email) => {
        const headers = { cookie: await signIn(url, email) }
        const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(`${url}/api/auth/token`, { headers })))
        const tokens = await Promise.all(
          answers.map(async (answer) => ((await answer.json()) as { token: string }).token),
        )
        const subs = tokens.map(
          (token) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub,
        )
        expect(new Set(subs).size).toBe(1)
        return subs[0]
      }),
    )
    expect(new Set(subjects).size).toBe(3)
    expect(await statusOf(`${url}/api/auth/jwks`)).toBe(200)
  })

  test('its statements have time limits and the id of their request, which never affect another client', async () => {
    const direct = await createAuthDatabase()
    await using bouncer = await start(direct)
    const { url } = await runBuilt({ AUTH_DATABASE_URL: bouncer.url })
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
    const cookie = await signUp(url)
    const holder = new pg.Client({ connectionString: direct, application_name: 'holder' })
    // This uses another transaction, since `pg_stat_activity` does not change within one.
    const watcher = new pg.Client({ connectionString: direct, application_name: 'watcher' })
    await Promise.all([holder.connect(), watcher.connect()])
    await holder.query('begin; lock table session')
    const began = performance.now()
    const answer = fetch(`${url}/api/auth/token`, { headers: { cookie, 'x-request-id': 'slow-one' } })
    const waiting = `select application_name as name from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await watcher.query(waiting)).rows).toEqual([{ name: 'slow-one' }])
    expect((await answer).status).toBe(503)
    expect(performance.now() - began).toBeLessThan(10_000)
    await holder.query('rollback')
    await Promise.all([holder.end(), watcher.end()])
    const stranger = new pg.Client({ connectionString: bouncer.url, application_name: 'stranger' })
    await stranger.connect()
    const settings = `select current_setting('application_name') as name, current_setting('statement_timeout') as statement`
    expect((await stranger.query(settings)).rows).toEqual([{ name: 'stranger', statement: '0' }])
    await stranger.end()
    expect(await statusOf(`${url}/readyz`)).toBe(200)
  })

  test('if it requires TLS, a URL without TLS gets a clear error, and one with TLS works', async () => {
    await using bouncer = await start(await createAuthDatabase(), { tls: true })
    for (const [query, said] of [
      ['', /SSL required[\s\S]*sslmode=verify-full to AUTH_DATABASE_URL/],
      ['?sslmode=verify-full', /self-signed certificate[\s\S]*sslrootcert=/],
    ] as const) {
      const { app, output } = await runBuilt({ AUTH_DATABASE_URL: `${bouncer.url}${query}` })
      expect(await once(app, 'exit')).toEqual([1, null])
      expect(output()).toMatch(said)
    }
    const url = `${bouncer.url}?sslmode=verify-full&sslrootcert=${bouncer.authority}`
    const started = await runBuilt({ AUTH_DATABASE_URL: url })
    await expect.poll(() => statusOf(`${started.url}/readyz`)).toBe(200)
  })
})
