import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { done, newFolder, run } from './running.js'

// Runs the real commands on the built apps, as `pnpm start` and the other scripts do, with separate data and ports.
describe('start', () => {
  test.each(['WEB_PORT', 'API_PORT', 'METRICS_PORT', 'WEB_METRICS_PORT'])(
    'refuses a %s that is in use before it starts anything, and names the variable for another one',
    async (variable) => {
      const { env } = await newFolder()
      const taken = createServer().listen(Number(env[variable] ?? 0))
      await once(taken, 'listening')
      const { port } = taken.address() as AddressInfo
      const { code, output } = await done(run({ ...env, [variable]: String(port) }, 'start'))
      expect(code).toBe(1)
      expect(output).toMatch(new RegExp(`Port ${port} is in use.* ${variable}=`))
      taken.close()
    },
  )

  test('refuses the same port for two purposes, and names both variables', async () => {
    const { env } = await newFolder()
    const { code, output } = await done(run({ ...env, METRICS_PORT: String(env.API_PORT) }, 'start'))
    expect(code).toBe(1)
    expect(output).toContain(`API_PORT and METRICS_PORT are both ${env.API_PORT}.`)
  })

  test('refuses invalid environment variables', async () => {
    const { env } = await newFolder()
    const { code, output } = await done(run({ ...env, WEB_PORT: 'x', DATABASE_URL: 'postgresql://only/one' }, 'start'))
    expect(code).toBe(1)
    expect(output).toContain('WEB_PORT: ')
  })
})

describe('the database commands', () => {
  test('migrate once, and then say that everything is up to date', async () => {
    const { env } = await newFolder()
    const first = await done(run(env, 'migrate'))
    expect(first.code).toBe(0)
    expect(first.output).toMatch(/^tasks: applied \d{14}_init, \d/m)
    expect(first.output).toMatch(/^auth: applied \d{14}_init, \d/m)
    expect(await done(run(env, 'migrate'))).toEqual({ code: 0, output: 'tasks: up to date\nauth: up to date\n' })
  })

  test('write no migration if the schema is unchanged, nor one without a valid name', async () => {
    const { env } = await newFolder()
    const unchanged = await done(run(env, 'new-migration', 'nothing'))
    expect(unchanged).toEqual({ code: 0, output: 'tasks: the schema has not changed; nothing written\n' })
    for (const args of [[], ['Add Colour'], ['../escape'], ['fine', 'nowhere']]) {
      const { code, output } = await done(run(env, 'new-migration', ...args))
      expect(code).toBe(1)
      expect(output).toContain('Usage: pnpm db:new-migration NAME')
    }
  })
})
