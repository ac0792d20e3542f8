// domain: tasks
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, password, test } from './fixtures'
import { addTask, ready, task } from './tasks'

/** In place of the API: accepts connections, and sends only this part of a response to each request. */
async function startSilence(port: number, beginning: string) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => beginning !== '' && socket.write(beginning))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The text of a page, without its scripts: they hold every text of the app. Runs in the browser. */
function textOf(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const script of page.querySelectorAll('script')) script.remove()
  return page.body.textContent
}

const silences = [
  ['says nothing', ''],
  ['begins its answer and stops', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'],
  ['sends a head, and no body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n'],
  ['sends a part of the body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n[{"re'],
] as const

for (const [what, beginning] of silences) {
  test(`with an API that takes the connection and ${what}, the page comes soon, as loading and not as empty`, async ({
    join,
    system,
  }) => {
    const { page, context } = await join('Ada')
    await addTask(page, 'Before')
    await system.api.stop()
    {
      await using _silence = await startSilence(Number(new URL(system.apiUrl).port), beginning)
      for (const path of ['/', '/search?q=before', '/done']) {
        const begun = Date.now()
        const html = await (await context.request.get(path)).text()
        expect(Date.now() - begun).toBeLessThan(4_000)
        const text = await page.evaluate(textOf, html)
        expect(text).toContain('Loading your data')
        expect(text).not.toMatch(/Nothing (?:to do|found|done)/)
      }
      // Rows on the device are shown immediately.
      await page.goto('/', { waitUntil: 'commit' })
      await expect(task(page, 'Before')).toBeVisible()
      await expect(page.getByText('Nothing to do')).toHaveCount(0)
      await page.goto('/account')
      await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
    }
    await system.api.start()
    await page.goto('/')
    await ready(page)
    await expect(task(page, 'Before')).toBeVisible()
  })
}

test('deleting the account fails if the API does not answer, and the account stays', async ({ join, system }) => {
  const { page } = await join('Bea')
  await addTask(page, 'Before')
  await system.api.stop()
  {
    await using _silence = await startSilence(Number(new URL(system.apiUrl).port), '')
    await page.goto('/account')
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByLabel('Password', { exact: true }).last().pressSequentially(password)
    const begun = Date.now()
    await page.keyboard.press('Enter')
    await expect(page.getByText('could not be erased')).toBeVisible({ timeout: 20_000 })
    expect(Date.now() - begun).toBeLessThan(15_000)
  }
  await system.api.start()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sign-in/)
})
