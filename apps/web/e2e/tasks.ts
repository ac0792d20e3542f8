import { type ApiClient, createApiClient } from '@ownlist/client'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

export const taskList = (page: Page) => page.getByRole('list', { name: 'Tasks' })
export const task = (page: Page, title: string) => taskList(page).getByRole('listitem').filter({ hasText: title })

/** Waits until the task page, which the server has written, also answers. */
export const ready = (page: Page) => expect(page.getByRole('button', { name: 'Add', exact: true })).toBeEnabled()

export async function addTask(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New task' }).fill(title)
  await ready(page)
  const saved = page.waitForResponse((response) => response.url().includes('task.create') && response.ok())
  await page.keyboard.press('Enter')
  await saved
}

interface SignedIn {
  readonly context: BrowserContext
}

interface Api {
  readonly apiUrl: string
}

/** The API as a user who is signed in, without the page. */
export function clientOf({ context }: SignedIn, { apiUrl }: Api): ApiClient {
  const token = async () => (await (await context.request.get('/api/auth/token')).json()).token as string
  return createApiClient({ url: apiUrl, token })
}

/** Creates many tasks without the page: `Task 0`, `Task 1` and so on. */
export async function createTasks(person: SignedIn, api: Api, count: number): Promise<void> {
  const client = clientOf(person, api)
  const atOnce = 60
  for (let first = 0; first < count; first += atOnce) {
    const titles = Array.from({ length: Math.min(atOnce, count - first) }, (_, n) => `Task ${first + n}`)
    await Promise.all(titles.map((title) => client.task.create.mutate({ title })))
  }
}

export const lists = (page: Page) => page.getByRole('navigation', { name: 'Lists' })

/** Makes a list, which is shown then. */
export async function addList(page: Page, title: string): Promise<void> {
  await ready(page)
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'New list' }).fill(title)
  const saved = page.waitForResponse((response) => response.url().includes('list.create') && response.ok())
  await page.keyboard.press('Enter')
  await saved
}

/** The same address for the same person, in a browser that runs no scripts. To be closed with its context. */
export async function withoutScripts(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const still = await context.newPage()
  await still.goto(page.url())
  return still
}
