import { randomUUID } from 'node:crypto'
import { expect, password, test as usual } from './fixtures'

/** A system that believes no proxy: everything from this machine comes from one address. */
const test = usual.extend<object>({
  layout: [{ env: { TRUSTED_PROXIES: '' } }, { scope: 'worker' }],
})

// One worker, so that only one system is started for these settings.
test.describe.configure({ mode: 'default' })

// Each path has a count of its own: the tests of this file do not use up each other's.

test('what a client says of its address does not get it round the limit on sign-ins', async ({
  system,
  playwright,
}) => {
  const api = await playwright.request.newContext({ baseURL: system.webUrl })
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) {
    const answer = await api.post(n % 2 === 0 ? '/api/auth/sign-in/email' : '/api/auth//sign-in/email/', {
      headers: {
        origin: system.webUrl,
        'x-forwarded-for': `192.0.2.${n}`,
        'x-client-address': `192.0.2.${n}`,
      },
      data: { email: 'nobody@example.com', password },
    })
    statuses.push(answer.status())
  }
  expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(3)
  await api.dispose()
})

test('a sign-up form that is sent too often says how long to wait, keeps what was typed, and works after that', async ({
  page,
  playwright,
  system,
}) => {
  const api = await playwright.request.newContext({ baseURL: system.webUrl })
  const newPerson = () => ({ name: 'Ada', email: `ada-${randomUUID()}@example.com`, password })
  for (let n = 0; n < 3; n++) {
    const headers = { origin: system.webUrl }
    expect((await api.post('/api/auth/sign-up/email', { headers, data: newPerson() })).status()).toBe(200)
  }
  await api.dispose()

  const { name, email } = newPerson()
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  const create = page.getByRole('button', { name: 'Create account' })
  await create.click()
  const refusal = page.getByText('Too many requests')
  await expect(refusal).toHaveText(/Wait \d+ seconds, then try again/)
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  const seconds = Number(/\d+/.exec((await refusal.textContent()) ?? '')?.[0])
  expect(seconds).toBeLessThanOrEqual(10)
  await page.waitForTimeout(seconds * 1_000)
  await create.click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
})
