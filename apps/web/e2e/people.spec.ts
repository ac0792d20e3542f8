import { fromNewAddress, newAddress } from './client-address'
import { expect, password, signUp, submit, test } from './fixtures'
import { holdScripts } from './hold-scripts'
import { idle } from './idle'

// domain: tasks {

import { addTask, ready, rows, task } from './tasks'

// domain: tasks }

/** What the API answers to a token. */
const statusWith = async ({ apiUrl }: { apiUrl: string }, token: string) =>
  (await fetch(`${apiUrl}/trpc/account.whoami`, { headers: { authorization: `Bearer ${token}` } })).status

// domain: tasks {
test('two users see only their own tasks', async ({ join }) => {
  const ada = await join('Ada')
  await addTask(ada.page, 'Ada’s secret')
  const bob = await join('Bob')
  await expect(bob.page.getByText('Nothing to do')).toBeVisible()
  await addTask(bob.page, 'Bob’s own')
  await bob.page.reload()
  await expect(rows(bob.page)).toHaveText([/Bob’s own/])
  await ada.page.reload()
  await expect(rows(ada.page)).toHaveText([/Ada’s secret/])
})
// domain: tasks }

// domain: tasks {
test('after a sign-out, the next user of the same browser sees nothing of the previous one', async ({ join, page }) => {
  const bob = await join('Bob')
  const email = await signUp(page, 'Ada')
  await addTask(page, 'Ada’s secret')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Ada’s secret')).toHaveCount(0)

  await page.getByLabel('E-mail').fill(bob.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await submit(page, 'Sign in')
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await expect(page.getByText('Ada’s secret')).toHaveCount(0)

  await ready(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await submit(page, 'Sign in')
  await expect(task(page, 'Ada’s secret')).toBeVisible()
})
// domain: tasks }

test.describe('without a service worker, which would answer for the scripts', () => {
  test.use({ serviceWorkers: 'block' })

  test('signing out in one tab signs out the other tabs, also if the page has not loaded its scripts yet', async ({
    join,
  }) => {
    const { page, context } = await join('Tab')
    await idle(page)
    const other = await context.newPage()
    const letGo = await holdScripts(other)
    await other.goto('/account', { waitUntil: 'commit' })
    await other.getByRole('button', { name: 'Sign out' }).click()
    letGo()
    for (const tab of [other, page]) await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})

// domain: tasks {
test('a revoked session can load nothing more, and signing in leads back to the same page', async ({
  join,
  browser,
  baseURL,
  system,
}) => {
  const here = await join('Rae')
  await addTask(here.page, 'Mine everywhere')
  const away = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const there = await away.newPage()
  await there.goto('/search?q=mine')
  await there.getByLabel('E-mail').fill(here.email)
  await there.getByLabel('Password', { exact: true }).fill(password)
  await submit(there, 'Sign in')
  await expect(task(there, 'Mine everywhere')).toBeVisible()
  const { token } = await (await away.request.get('/api/auth/token')).json()
  expect(await statusWith(system, token)).toBe(200)

  await here.page.getByRole('link', { name: 'Account' }).click()
  const sessions = here.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(2)
  await here.page.getByRole('button', { name: 'Revoke' }).click()
  await expect(sessions).toHaveCount(1)

  expect((await away.request.get('/api/auth/token')).status()).toBe(401)
  // The token of that session, though not expired, is refused as soon as the API has fetched the feed.
  await expect.poll(() => statusWith(system, token)).toBe(401)
  // The page may notice this itself, and already be redirecting to the sign-in page.
  await there.reload().catch(() => undefined)
  await expect(there.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await there.getByLabel('E-mail').fill(here.email)
  await there.getByLabel('Password', { exact: true }).fill(password)
  await submit(there, 'Sign in')
  await expect(there).toHaveURL(/\/search\?q=mine/)
  await away.close()
})
// domain: tasks }

test('forms say next to each field what is wrong, also if they are sent before the page has loaded its scripts', async ({
  join,
  page,
}) => {
  const letGo = await holdScripts(page)
  await page.goto('/sign-up', { waitUntil: 'commit' })
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.keyboard.press('Enter')
  letGo()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter your name.')
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/such as name@example.com/)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription('Use at least 12 characters.')
  await expect(page.getByLabel('Name')).toBeFocused()

  const { email } = await join('Dot')
  await page.getByLabel('Name').fill('Dot again')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await fromNewAddress(page, async () => {
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/An account with this e-mail/)
  })

  // A busy server has created the account, and cannot say so any more: the page tries again, and then signs in.
  await page.getByLabel('E-mail').fill(`again-${email}`)
  await page.route(
    '**/sign-up/email',
    async (route) => {
      await route.fetch({ headers: { ...route.request().headers(), ...newAddress() } })
      const body = JSON.stringify({ code: 'SERVICE_UNAVAILABLE', message: '' })
      await route.fulfill({ status: 503, headers: { 'retry-after': '1', 'content-type': 'application/json' }, body })
    },
    { times: 1 },
  )
  await page.keyboard.press('Enter')
  await expect(page.getByText('It tries again in 1 second')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
})

test('the account page saves a name, and deletes the account with everything in it', async ({ join, system }) => {
  const { page, context } = await join('Eve')
  const { token } = await (await context.request.get('/api/auth/token')).json()
  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByLabel('Name').fill('Evelyn')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Name saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name')).toHaveValue('Evelyn')

  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
  await dialog.getByLabel('Password', { exact: true }).fill('not the password at all')
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(dialog.getByText('The password is wrong.')).toBeVisible()

  await system.api.stop()
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(dialog.getByText('your account was not deleted')).toBeVisible()
  await system.api.start()

  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => statusWith(system, token)).toBe(401)
})

test('responses about a user are not cached, and the public keys contain no private part', async ({ join }) => {
  const { page, context } = await join('Ada')
  const headersOf = async (path: string) => (await page.request.get(path)).headers()
  for (const path of ['/api/auth/token', '/api/auth/get-session', '/api/auth/list-sessions']) {
    expect((await headersOf(path))['cache-control']).toBe('private, no-store')
  }
  const jwks = await page.request.get('/api/auth/jwks')
  expect(jwks.headers()['cache-control']).toBe('public, max-age=60')
  for (const key of (await jwks.json()).keys) expect(key).not.toHaveProperty('d')
  expect((await headersOf('/'))['x-powered-by']).toBeUndefined()
  for (const cookie of await context.cookies())
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
})

test('a foreign origin can do nothing with the cookie', async ({ join }) => {
  const { page } = await join('Ada')
  for (const origin of ['https://evil.example', 'null', `${new URL(page.url()).origin}.evil.example`]) {
    const answer = await page.request.post('/api/auth/update-user', { headers: { origin }, data: { name: 'Mallory' } })
    expect(answer.status()).toBe(403)
  }
  expect((await (await page.request.get('/api/auth/get-session')).json()).user.name).toBe('Ada')
})

test('a token contains only the standard claims, and nothing else about the user', async ({ join, system }) => {
  const { context } = await join('Claire')
  const response = await context.request.get('/api/auth/token')
  expect(response.headers()['cache-control']).toContain('no-store')
  const { token } = (await response.json()) as { token: string }
  const [header, claims] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>)
  expect(header).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) })
  expect(Object.keys(claims ?? {}).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
  expect(claims).toMatchObject({ iss: system.webUrl, aud: 'ownlist-api' })
  expect(Number(claims?.exp) - Number(claims?.iat)).toBe(300)
})
