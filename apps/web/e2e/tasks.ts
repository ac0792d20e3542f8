import { type ApiClient, createApiClient } from '@ownlist/client'
import { type BrowserContext, expect, type Page } from '@playwright/test'

export const taskList = (page: Page) => page.getByRole('grid', { name: 'Tasks' })
/** The rows of tasks, without the rows of headings. */
export const rows = (page: Page) =>
  taskList(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })
export const task = (page: Page, title: string) => rows(page).filter({ hasText: title })
/** The checkbox of a task, in its row. */
export const box = (page: Page, title: string) =>
  taskList(page).getByRole('checkbox', { name: new RegExp(`^(Complete|Reopen) "${title}"$`) })
/** The details of the task that is open. */
export const panel = (page: Page) => page.getByRole('complementary', { name: 'Details' })

/** Waits until the page responds, with the rows that are on this device. */
export const ready = (page: Page) => expect(page.getByRole('button', { name: 'Add', exact: true })).toBeEnabled()

/** Waits until the page has loaded everything, including parts that open later. After that, it needs no network. */
export const complete = (page: Page) => page.waitForFunction(() => performance.getEntriesByName('complete').length > 0)

/** The API’s response to a call of this page, or of another tab that sends changes from this page. */
export const answered = (page: Page, procedure: string) =>
  page.context().waitForEvent('response', (response) => response.url().includes(procedure) && response.ok())

/** Opens the details of a task, with its title focused. */
export async function open(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Details of "${title}"` }).click()
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeFocused()
}

/** Changes the title of a task, with the keyboard. */
export async function rename(page: Page, from: string, to: string): Promise<void> {
  await open(page, from)
  await page.keyboard.type(to)
  await page.keyboard.press('Enter')
}

/** Waits until the API has confirmed every change. */
export async function sent(page: Page): Promise<void> {
  await expect(page.getByText('Not sent yet')).toHaveCount(0)
}

export async function addTask(page: Page, title: string): Promise<void> {
  await ready(page)
  await page.getByRole('textbox', { name: 'New task' }).fill(title)
  const saved = answered(page, 'task.create')
  await page.keyboard.press('Enter')
  await saved
}

interface SignedIn {
  readonly context: BrowserContext
}

interface Api {
  readonly apiUrl: string
}

/** The API as a signed-in user, without the page. */
export function clientOf({ context }: SignedIn, { apiUrl }: Api): ApiClient {
  const token = async () => (await (await context.request.get('/api/auth/token')).json()).token as string
  return createApiClient({ url: apiUrl, token })
}

/** The session of a person, for a browser without any other data of theirs. */
export async function sessionOf({ context }: SignedIn): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const { cookies, origins } = await context.storageState()
  const withoutFirstSteps = origins.map(({ origin, localStorage }) => ({
    origin,
    localStorage: localStorage.filter(({ name }) => name === 'ownlist-first-steps'),
  }))
  return { cookies, origins: withoutFirstSteps }
}

/** Creates many tasks without the page: `Task 0`, `Task 1` and so on. */
export async function createTasks(person: SignedIn, api: Api, count: number): Promise<void> {
  const client = clientOf(person, api)
  const atOnce = 100
  for (let first = 0; first < count; first += atOnce) {
    const tasks = Array.from({ length: Math.min(atOnce, count - first) }, (_, n) => ({ title: `Task ${first + n}` }))
    await client.task.createMany.mutate({ tasks })
  }
}

export const lists = (page: Page) => page.getByRole('navigation', { name: 'Lists' })

/**
 * Creates a list, which is then shown.
 * @param waits whether to wait until the API has it
 */
export async function addList(page: Page, title: string, { waits = true } = {}): Promise<void> {
  await ready(page)
  await openMenu(page)
  await lists(page).getByRole('button', { name: 'New list' }).click()
  await page.keyboard.type(title)
  const saved = answered(page, 'list.create')
  await page.keyboard.press('Enter')
  if (waits) await saved
  else saved.catch(() => undefined)
}

/** On a narrow screen, the lists are in a drawer. */
async function openMenu(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: 'Open the menu' })
  if (await menu.isVisible()) await menu.click()
}
