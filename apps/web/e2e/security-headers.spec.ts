import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { readRight } from '@ownlist/scopes'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'

// domain: tasks {

import { addList, addTask, box, open, panel, task } from './tasks'

// domain: tasks }

const pages = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=x', '/outbox', '/no-such-page']

/** Collects what the browser blocks or reports on each page of a context. */
async function watch(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = []
  await context.exposeFunction('reportViolation', (text: string) => complaints.push(text))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
      const report = (globalThis as unknown as { reportViolation: (text: string) => void }).reportViolation
      report([effectiveDirective, blockedURI, sourceFile, sample].join(' '))
    })
  })
  context.on('console', (message) => {
    // An error status that a test causes is not a fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  return complaints
}

test('the pages for guests load everything they need under their policy', async ({ page, context }) => {
  const complaints = await watch(context)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of pages) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await idle(page)
    }
  }
  // A form that reacts shows that the scripts have run.
  await page.goto('/sign-up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter your name.')
  expect(complaints).toEqual([])
})

// domain: tasks {
test('every page and dialog works under its policy for a signed-in user', async ({ join, system }) => {
  const { page, context } = await join('Cleo')
  const complaints = await watch(context)
  await page.reload()
  await addTask(page, 'Under a policy')
  await open(page, 'Under a policy')
  await panel(page).getByLabel('Notes').fill('notes')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete "Under a policy"' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await box(page, 'Under a policy').click()
  await addList(page, 'Garden')
  for (const key of ['?', 'Control+k']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await page.emulateMedia({ colorScheme: 'dark' })

  await page.getByRole('link', { name: 'Account' }).click()
  const client = await context.newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Delete account' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete your account?' })).toBeVisible()

  const asked = await fetch(`${system.webUrl}/api/auth/device/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'Policy check', scope: readRight }),
  })
  const { user_code } = (await asked.json()) as { user_code: string }
  await page.goto(`/device?user_code=${user_code}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await idle(page)
  await page.goto('/')
  await expect(task(page, 'Under a policy')).toBeHidden()
  await idle(page)
  await page.goto('/done')
  await expect(task(page, 'Under a policy')).toBeVisible()
  expect(complaints).toEqual([])
})
// domain: tasks }

/** Serves the page as the app does, but with the content that an attacker has put into its HTML. */
async function inject(page: Page, html: (nonce: string) => string): Promise<void> {
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch()
    const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1] ?? ''
    const body = (await response.text()).replace('</body>', `${html(nonce)}</body>`)
    await route.fulfill({ response, body })
  })
}

/** A foreign server, which serves one script and pages that frame the app. */
async function startStranger(webUrl: string) {
  const server = createServer((request, response) => {
    if (request.url === '/evil.js') response.setHeader('content-type', 'text/javascript').end('globalThis.ran = true')
    else response.setHeader('content-type', 'text/html').end(`<iframe src="${webUrl}/sign-in"></iframe>`)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, [Symbol.asyncDispose]: async () => void server.close() }
}

const attacks: readonly [name: string, html: (strangersUrl: string, nonce: string) => string][] = [
  ['an inline script', () => '<script>globalThis.ran = true</script>'],
  [
    'an inline script with a wrong nonce',
    () => '<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">globalThis.ran = true</script>',
  ],
  [
    'an inline script with the nonce as an attribute of another name',
    (_url, nonce) => `<script data-nonce="${nonce}">globalThis.ran = true</script>`,
  ],
  ['a script of another origin', (url) => `<script src="${url}/evil.js"></script>`],
  ['a script of this origin', () => '<script src="/api/auth/ok" onload="globalThis.ran = true"></script>'],
  ['an event handler', () => '<img src="/icon.svg" onload="globalThis.ran = true" onerror="globalThis.ran = true">'],
  ['a javascript: frame', () => '<iframe src="javascript:parent.ran = true"></iframe>'],
  ['a frame with a document of its own', () => '<iframe srcdoc="<script>parent.ran = true</script>"></iframe>'],
  ['a data: script', () => '<script src="data:text/javascript,globalThis.ran = true"></script>'],
  ['an object', (url) => `<object data="${url}/evil.js" onload="globalThis.ran = true"></object>`],
  ['a style', () => '<style>body { --ran: 1 }</style>'],
  ['a style attribute', () => '<p style="--ran: 1" id="styled">x</p>'],
  ['a picture of another origin', (url) => `<img src="${url}/evil.js">`],
  ['a base address', (url) => `<base href="${url}/">`],
  ['a form to another origin', (url) => `<form action="${url}" id="stolen"></form>`],
]

test.describe('content that an attacker injects into a page is blocked', () => {
  for (const [name, html] of attacks) {
    test(name, async ({ page, context, system }) => {
      await using stranger = await startStranger(system.webUrl)
      const complaints = await watch(context)
      await inject(page, (nonce) => html(stranger.url, nonce))
      await page.goto('/sign-in')
      await page.evaluate(() => (document.querySelector('#stolen') as HTMLFormElement | null)?.submit())
      await expect.poll(() => complaints.join('\n')).toMatch(/Content Security Policy/)
      expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
      const styled = await page.evaluate(() =>
        [document.body, document.querySelector('#styled')].map(
          (element) => element && getComputedStyle(element).getPropertyValue('--ran'),
        ),
      )
      expect(styled).not.toContain('1')
      expect(page.url()).toBe(`${system.webUrl}/sign-in`)
    })
  }
})

test('the same script runs with the nonce, so the policy is what blocks it', async ({ page }) => {
  await inject(page, (nonce) => `<script nonce="${nonce}">globalThis.ran = true</script>`)
  await page.goto('/sign-in')
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(true)
})

test('no page of another origin can frame the app', async ({ page, system }) => {
  await using stranger = await startStranger(system.webUrl)
  await page.goto(stranger.url)
  const frame = page.frames().find((frame) => frame.parentFrame() !== null)
  await expect.poll(() => frame?.url()).toBe('chrome-error://chromewebdata/')
})

test('every response has the headers, and every page has a different nonce', async ({ system }) => {
  const nonces = new Set<string>()
  const paths = [
    ...pages,
    '/',
    '/account',
    '/sign-in/',
    '//sign-in',
    '/%',
    '/%00',
    '/%ff',
    '/a%5C..%2Fb',
    '/_next/static/none.js',
    '/_next/image?url=/icon.svg&w=64&q=75',
    '/api/auth/ok',
    '/api/none',
    '/healthz',
    '/icon.svg',
  ]
  for (const path of paths) {
    const { headers, status } = await fetch(`${system.webUrl}${path}`, { redirect: 'manual' })
    expect(status, path).toBeLessThan(500)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, path).toMatch(/default-src '(self|none)'.*frame-ancestors 'none'/)
    expect(policy, path).not.toMatch(/unsafe|\*|http:\/\/(?!localhost)/)
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
    expect(headers.get('permissions-policy'), path).toContain('camera=()')
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    // Here people use the system over http.
    expect(headers.get('strict-transport-security'), path).toBeNull()
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1]
    if (nonce !== undefined) {
      expect(nonces.has(nonce), path).toBe(false)
      nonces.add(nonce)
    }
    if (path.startsWith('/api/')) expect(policy).toMatch(/^default-src 'none'/)
    if (path.startsWith('/_next/image')) expect(status).toBe(404)
  }
  expect(nonces.size).toBeGreaterThan(pages.length)
})

/**
 * Sends raw bytes.
 * @returns the response's bytes
 */
async function raw(webUrl: string, text: string): Promise<string> {
  const { hostname, port } = new URL(webUrl)
  const socket = connect(Number(port), hostname)
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

test('a request that no page and no endpoint handles is refused, never a 500', async ({ system }) => {
  for (const method of [
    'TRACE',
    'CONNECT',
    'PUT',
    'PATCH',
    'DELETE',
    'PROPFIND',
    'PURGE',
    'LINK',
    'M-SEARCH',
    'QUERY',
    'TRACK',
    'get',
    'FOO',
  ]) {
    for (const target of [
      '/',
      '/sign-in',
      '/no-such-page',
      '/api/auth/token',
      '/api/auth/sign-in/email',
      '/api/none',
      '/healthz',
      '/_next/static/x.js',
      '*',
      'http://evil.example/',
    ]) {
      const answer = await raw(
        system.webUrl,
        `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      )
      expect(answer, `${method} ${target}`).toMatch(/^HTTP\/1\.1 40[05] /)
    }
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
    const statuses: Record<string, string | undefined> = {}
    for (const target of ['/sign-in', '/api/auth/ok', '/no-such-page', '*', 'http://evil.example/', 'x:/']) {
      const answer = await raw(
        system.webUrl,
        `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      )
      expect(answer, `${method} ${target}`).not.toMatch(/^location:.*evil/im)
      statuses[target] = answer.split(' ', 2)[1]
    }
    // A whole URL means the same as its path (RFC 9112, section 3.2.2), and leads nowhere else.
    expect(statuses, method).toMatchObject({ '*': '400', 'x:/': '400' })
    for (const status of Object.values(statuses)) expect(status, method).toMatch(/^[234]/)
  }
})

/** Sends this, and then a byte a second. @returns after how many seconds the server has closed the connection */
async function secondsKept(webUrl: string, text: string): Promise<number> {
  const { hostname, port } = new URL(webUrl)
  const socket = connect(Number(port), hostname)
  const start = performance.now()
  socket
    .on('error', () => undefined)
    .resume()
    .write(text)
  const drip = setInterval(() => text && socket.write('x'), 1_000)
  await once(socket, 'close')
  clearInterval(drip)
  return (performance.now() - start) / 1_000
}

test.describe('slow clients of the web app', () => {
  const slow: readonly [string, string][] = [
    ['a head that never ends', 'GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'a body that never ends',
      'POST /api/auth/sign-in/email HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
    ],
    ['a body that a page does not want', 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n'],
    ['a connection without a request', ''],
    [
      'an upgrade to another protocol',
      'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
  ]
  test('keep a connection for at most 17 seconds, whatever they leave unfinished', async ({ system }) => {
    // All at the same time, since they only wait.
    const kept = await Promise.all(
      slow.map(async ([name, text]) => [name, await secondsKept(system.webUrl, text)] as const),
    )
    for (const [name, seconds] of kept) expect.soft(seconds, name).toBeLessThan(17)
  })

  test('a client that does not read its responses is disconnected', async ({ system }) => {
    const html = await (await fetch(`${system.webUrl}/sign-in`)).text()
    const paths = [...html.matchAll(/src="(\/_next\/static\/[^"]+\.js)"/g)].map(([, path]) => path)
    const { hostname, port } = new URL(system.webUrl)
    const socket = connect(Number(port), hostname).pause()
    // The server stops reading as soon as responses wait. So these bytes wait here until it disconnects, which the
    // client notices even though it reads nothing.
    const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')
    socket.write(requests.repeat(64 * 1024))
    await expect(once(socket, 'close')).rejects.toThrow(/ECONNRESET|EPIPE/)
  })
})
