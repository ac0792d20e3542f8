// domain: tasks
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addTask, task } from './tasks'

const program = join(import.meta.dirname, '../../cli/dist/main.js')

interface Run {
  readonly child: ChildProcess
  readonly said: () => { out: string; err: string }
  readonly ended: Promise<number | null>
}

/** `ownlist` on a separate machine. */
async function machine(webUrl: string, apiUrl: string) {
  const configDir = await mkdtemp(join(tmpdir(), 'ownlist-machine-'))
  const env = {
    NODE_ENV: 'production' as const,
    OWNLIST_CONFIG_DIR: configDir,
    OWNLIST_WEB_URL: webUrl,
    OWNLIST_API_URL: apiUrl,
  }
  const start = (...args: string[]): Run => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.err += text
    })
    return { child, said: () => said, ended: once(child, 'close').then(([code]) => code) }
  }
  return {
    env,
    configDir,
    start,
    async run(...args: string[]) {
      const { said, ended } = start(...args)
      const exitCode = await ended
      return { ...said(), exitCode }
    },
    [Symbol.asyncDispose]: () => rm(configDir, { recursive: true }),
  }
}

/** Opens the address that a waiting `login` prints, and authorizes it if the codes are the same. */
async function authorize(page: Page, { said, ended }: Run): Promise<void> {
  await expect.poll(() => said().err, { timeout: 30_000 }).toMatch(/authorize it if the code there is \S+/)
  const { err } = said()
  await page.goto(/Open (\S+)/.exec(err)?.[1] ?? '')
  await expect(page.getByText(/code there is (\S+)/.exec(err)?.[1] ?? 'none', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Authorize' }).click()
  expect(await ended).toBe(0)
}

test('a user signs in at a terminal, works there, and signs out', async ({ join: joins, system }) => {
  const { page } = await joins('Dora')
  await addTask(page, 'Written in the browser')
  await using terminal = await machine(system.webUrl, system.apiUrl)
  expect(await terminal.run('ls')).toMatchObject({ exitCode: 3 })
  const login = terminal.start('login', '--no-browser')
  await authorize(page, login)
  expect(login.said().out).toContain('You are signed in at')
  const kept = join(terminal.configDir, 'sessions', encodeURIComponent(system.webUrl))
  expect((await stat(kept)).mode & 0o777).toBe(0o600)

  expect((await terminal.run('ls')).out).toContain('Written in the browser')
  expect(await terminal.run('add', 'Written', 'at', 'a', 'terminal', 'tomorrow')).toMatchObject({ exitCode: 0 })
  await page.goto('/')
  await expect(task(page, 'Written at a terminal')).toContainText('Due: Tomorrow')

  expect((await terminal.run('logout')).out).toContain('Signed out.')
  expect(await terminal.run('ls')).toMatchObject({ exitCode: 3 })
  await page.goto('/account')
  await expect(page.getByText('No app is authorized')).toBeVisible()
})

test('a read-only agent is authorized by name, can read but not write, and is revoked', async ({
  join: joins,
  system,
}) => {
  const { page } = await joins('Emil')
  await addTask(page, 'For the agent to read')
  await using host = await machine(system.webUrl, system.apiUrl)
  await authorize(page, host.start('--profile', 'My agent', 'login', '--read-only', '--no-browser'))
  const agent = new Client({ name: 'a test', version: '1.0.0' })
  await agent.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, '--profile', 'My agent', 'mcp'],
      env: host.env,
    }),
  )
  try {
    const list = async () => await agent.callTool({ name: 'list_tasks', arguments: {} })
    expect(await list()).toMatchObject({ structuredContent: { items: [{ title: 'For the agent to read' }] } })
    const refused = await agent.callTool({ name: 'create_task', arguments: { title: 'x' } })
    expect(refused).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^FORBIDDEN: .*tasks:write/) }],
    })
    await page.goto('/account')
    await expect(page.getByRole('list', { name: 'Programs' })).toContainText('My agent')
    await page.getByRole('button', { name: 'Revoke My agent' }).click()
    await expect.poll(async () => JSON.stringify((await list()).content), { timeout: 15_000 }).toContain('SIGNED_OUT')
  } finally {
    await agent.close()
  }
})
