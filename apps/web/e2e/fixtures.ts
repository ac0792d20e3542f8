import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnv, readStackSettings, type System, startSystem } from '@ownlist/stack'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import getPort from 'get-port'

/** The whole built system, on its own ports and data folder. */
interface TestSystem extends System {
  readonly webUrl: string
  readonly apiUrl: string
}

/** A user with an account, signed in, on the task page, in a separate browser. */
interface Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly email: string
}

/** How a test's system differs from the usual one. */
interface Layout {
  /** Variables in addition to the addresses. */
  readonly env?: Readonly<Record<string, string>>
  readonly webPort?: number
  readonly apiPort?: number
  /** The API's public address, if it is not its own. */
  readonly apiUrl?: string
}

interface WorkerFixtures {
  readonly layout: Layout
  readonly system: TestSystem
}

interface TestFixtures {
  /** Signs up a new user. */
  readonly join: (name: string) => Promise<Person>
}

export const password = 'correct horse battery staple'

export const test = base.extend<TestFixtures, WorkerFixtures>({
  layout: [{}, { scope: 'worker', option: true }],

  system: [
    async ({ layout }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'ownlist-e2e-'))
      const [webPort, apiPort] = [layout.webPort ?? (await getPort()), layout.apiPort ?? (await getPort())]
      const ports = { WEB_PORT: String(webPort), API_PORT: String(apiPort) }
      const usual = readStackSettings({ DATA_DIR: dataDir, ...ports })
      const settings = { ...usual, apiUrl: layout.apiUrl ?? usual.apiUrl }
      {
        await using system = await startSystem({ settings, mode: 'built', env: { ...readEnv(), ...layout.env } })
        await use({ ...system, webUrl: settings.webUrl, apiUrl: settings.apiUrl })
      }
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  baseURL: async ({ system }, use) => use(system.webUrl),

  join: async ({ browser, system }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (name) => {
      const context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB' })
      contexts.push(context)
      const page = await context.newPage()
      const email = `${name.toLowerCase()}-${randomUUID()}@example.com`
      await page.goto('/sign-up')
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await submit(page, 'Create account')
      return { page, context, email }
    })
    for (const context of contexts) await context.close()
  },
})

/**
 * Presses a button of the sign-in or sign-up form until the task page is there. It waits as long as the form requires.
 */
export async function submit(page: Page, button: 'Create account' | 'Sign in'): Promise<void> {
  const tasks = page.getByRole('heading', { name: 'Tasks', exact: true })
  const tooOften = page.getByText('Too many requests')
  await expect(async () => {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(tasks.or(tooOften)).toBeVisible({ timeout: 15_000 })
    await expect(tasks).toBeVisible({ timeout: 500 })
  }).toPass({ intervals: [4_000], timeout: 60_000 })
}

export const taskList = (page: Page) => page.getByRole('list', { name: 'Tasks' })
export const task = (page: Page, title: string) => taskList(page).getByRole('listitem').filter({ hasText: title })

/** Waits until the task page, which the server has rendered, also responds. */
export const ready = (page: Page) => expect(page.getByRole('button', { name: 'Add', exact: true })).toBeEnabled()

export async function addTask(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New task' }).fill(title)
  await ready(page)
  const saved = page.waitForResponse((response) => response.url().includes('task.create') && response.ok())
  await page.keyboard.press('Enter')
  await saved
}

/** The same address for the same user, in a browser without scripts. Close it with its context. */
export async function withoutScripts(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const still = await context.newPage()
  await still.goto(page.url())
  return still
}

export const lists = (page: Page) => page.getByRole('navigation', { name: 'Lists' })

/** Creates a list, which is then shown. */
export async function addList(page: Page, title: string): Promise<void> {
  await ready(page)
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'New list' }).fill(title)
  const saved = page.waitForResponse((response) => response.url().includes('list.create') && response.ok())
  await page.keyboard.press('Enter')
  await saved
}

export { expect } from '@playwright/test'
