import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnv, readStackSettings, type System, startSystem } from '@ownlist/stack'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import getPort from 'get-port'
import { fromNewAddress, newAddress, trustThisMachine } from './client-address'

/** The whole built system, on its own ports and data folder: one for each of Playwright's workers and layouts. */
interface TestSystem extends System {
  readonly webUrl: string
  readonly apiUrl: string
}

/** A user with an account, signed in, on the home page, in a separate browser. */
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
        await using system = await startSystem({
          settings,
          mode: 'built',
          env: { ...readEnv(), ...trustThisMachine, ...layout.env },
        })
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
      const context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB', reducedMotion: 'reduce' })
      contexts.push(context)
      const email = newEmail(name)
      const signedUp = await context.request.post('/api/auth/sign-up/email', {
        headers: { origin: system.webUrl, ...newAddress() },
        data: { name, email, password },
      })
      expect(signedUp.status()).toBe(200)
      // domain: tasks {
      await withoutFirstSteps(context)
      // domain: tasks }
      const page = await context.newPage()
      await page.goto('/')
      return { page, context, email }
    })
    for (const context of contexts) await context.close()
  },
})

// domain: tasks {
/** As a browser in which somebody has removed the first tasks of a new account. */
const withoutFirstSteps = (context: BrowserContext) =>
  context.addInitScript(() => {
    if (location.protocol !== 'about:') localStorage.setItem('ownlist-first-steps', 'gone')
  })
// domain: tasks }

const newEmail = (name: string) => `${name.toLowerCase()}-${randomUUID()}@example.com`

/**
 * Somebody new signs up by the form, and comes to the home page. Where the form is not what is tested, use `join`.
 * @returns their e-mail address
 */
export async function signUp(page: Page, name: string): Promise<string> {
  const email = newEmail(name)
  // domain: tasks {
  await withoutFirstSteps(page.context())
  // domain: tasks }
  await page.goto('/sign-up')
  await page.getByLabel('Name').focus()
  for (const [n, text] of [name, email, password].entries()) {
    if (n > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await submit(page, 'Create account')
  return email
}

/** Presses the button of the sign-in or sign-up form, which leads to the home page. */
export async function submit(page: Page, button: 'Create account' | 'Sign in'): Promise<void> {
  await fromNewAddress(page, async () => {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  })
}

export { expect } from '@playwright/test'
