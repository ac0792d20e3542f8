// domain: tasks
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import getPort from 'get-port'
import { expect, test as usual } from './fixtures'
import { serveOtherOrigin } from './other-origin/serve'
import { clientOf } from './tasks'

/** The port of a small app of an outsider, on its own origin. */
const test = usual.extend<object, { port: number }>({
  port: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      await using served = await serveOtherOrigin(join(import.meta.dirname, 'offline/page.tsx'))
      await use(served.port)
    },
    { scope: 'worker' },
  ],
  layout: [
    async ({ port }, use) => {
      const webPort = await getPort()
      const origin = `http://localhost:${port}`
      await use({ webPort, env: { WEB_CORS_ORIGINS: origin, CORS_ORIGINS: `http://localhost:${webPort},${origin}` } })
    },
    { scope: 'worker' },
  ],
})

test.describe.configure({ mode: 'default' })

interface Visit {
  readonly context: BrowserContext
  readonly system: { readonly webUrl: string; readonly apiUrl: string }
  readonly port: number
}

/** Opens the small app with the session of the signed-in person. */
async function visit({ context, system, port }: Visit): Promise<Page> {
  const { userId } = await clientOf({ context }, system).account.whoami.query()
  const page = await context.newPage()
  const addresses = { web: system.webUrl, api: system.apiUrl, user: userId }
  await page.goto(`http://localhost:${port}/?${new URLSearchParams(addresses)}`)
  await expect(page.getByLabel('Status')).toHaveText('idle')
  return page
}

const titles = (page: Page) =>
  page
    .getByRole('list', { name: 'Tasks' })
    .getByRole('textbox')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).sort())

async function add(page: Page, ...all: string[]): Promise<void> {
  for (const title of all) {
    await page.getByLabel('Title', { exact: true }).fill(title)
    await page.keyboard.press('Enter')
  }
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByLabel(`Title of ${from}`).fill(to)
  await page.keyboard.press('Tab')
}

test('two tabs work offline; one is killed in the middle of a request, and nothing is lost or done twice', async ({
  join: signUp,
  system,
  port,
}) => {
  const { context } = await signUp('Ada')
  const [one, two] = [await visit({ context, system, port }), await visit({ context, system, port })]
  await context.setOffline(true)
  await add(one, 'a1', 'a2', 'a3')
  await add(two, 'b1', 'b2', 'b3')
  await expect.poll(() => titles(one)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3'])
  await rename(two, 'a1', 'a1 renamed')
  await expect.poll(() => titles(one)).toContain('a1 renamed')
  await expect(one.getByLabel('Unsent')).toHaveText('7')

  const killed = new Promise<Page>((resolve) => {
    context.route('**/trpc/task.create**', async (route) => {
      await context.unroute('**/trpc/task.create**')
      // The request arrives, but its answer does not.
      await route.fetch()
      const page = route.request().frame().page()
      await page.close()
      resolve(page)
    })
  })
  await context.setOffline(false)
  const left = (await killed) === one ? two : one
  await expect(left.getByLabel('Unsent')).toHaveText('0')
  const expected = ['a1 renamed', 'a2', 'a3', 'b1', 'b2', 'b3']
  expect(await titles(left)).toEqual(expected)
  const { items } = await clientOf({ context }, system).task.list.query({ limit: 50 })
  expect(items.map(({ title }) => title).sort()).toEqual(expected)
  expect(items.map(({ version }) => version).sort()).toEqual([1, 1, 1, 1, 1, 2])
  await expect(left.getByRole('list', { name: 'Tray' }).getByRole('listitem')).toHaveCount(0)
})

test('a field that two devices changed waits in the tray until the person decides; changes from another device appear automatically', async ({
  join: signUp,
  system,
  port,
}) => {
  const { context } = await signUp('Bea')
  const page = await visit({ context, system, port })
  const elsewhere = clientOf({ context }, system)
  const task = await elsewhere.task.create.mutate({ title: 'Water' })
  await expect.poll(() => titles(page), { intervals: [50] }).toEqual(['Water'])
  await context.setOffline(true)
  await rename(page, 'Water', 'Mine')
  await expect(page.getByLabel('Unsent')).toHaveText('1')
  await elsewhere.task.update.mutate({ id: task.id, title: 'Theirs' })
  await context.setOffline(false)
  await expect.poll(() => titles(page)).toEqual(['Theirs'])
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(() => titles(page)).toEqual(['Mine'])
  await expect(page.getByLabel('Unsent')).toHaveText('0')
  expect((await elsewhere.task.get.query({ id: task.id })).title).toBe('Mine')
})

test('a tab takes over the turn of one that the system has suspended together with its lock', async ({
  join: signUp,
  system,
  port,
}) => {
  const { context } = await signUp('Cem')
  const [one, two] = [await visit({ context, system, port }), await visit({ context, system, port })]
  const outcome = await one.evaluate(() => {
    const lost = new Promise<string>((resolve) => {
      const turn = window.lockTurns(
        'a lock',
        navigator.locks,
        60_000,
      )((signal: AbortSignal) => {
        signal.addEventListener('abort', () => resolve('lost'))
        return new Promise<string>(() => undefined)
      }, new AbortController().signal)
      turn.catch(() => undefined)
    })
    Object.assign(window, { lost })
    return 'holding'
  })
  expect(outcome).toBe('holding')
  expect(
    await two.evaluate(() =>
      window.lockTurns('a lock', navigator.locks, 100)(async () => 'mine', new AbortController().signal),
    ),
  ).toBe('mine')
  expect(await one.evaluate(() => window.lost)).toBe('lost')
})

declare global {
  interface Window {
    lockTurns: (
      name: string,
      locks: LockManager,
      patienceMs: number,
    ) => (work: (signal: AbortSignal) => Promise<string>, stopping: AbortSignal) => Promise<string>
    lost: Promise<string>
  }
}
