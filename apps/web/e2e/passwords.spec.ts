import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { fromNewAddress } from './client-address'
import { expect, password, submit, test } from './fixtures'
import { holdScripts } from './hold-scripts'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'

// It would answer for the scripts that a test holds back.
test.use({ serviceWorkers: 'block' })

const newPassword = 'another long password'

/**
 * Gives this browser an authenticator.
 * @param checksUser whether it can verify its user, for example by fingerprint
 */
async function addAuthenticator(page: Page, checksUser = true): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: checksUser,
      isUserVerified: checksUser,
      automaticPresenceSimulation: true,
    },
  })
}

test('a forgotten password can be replaced with a link from the outbox', async ({ join, page }) => {
  const { email, page: signedIn } = await join('Fay')
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/such as name@example.com/)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText('a link is on its way')).toBeVisible()

  const elsewhere = await page.request.get('/outbox', { headers: { host: 'evil.example' } })
  expect(elsewhere.status()).toBe(404)
  await page.getByRole('link', { name: 'Outbox' }).click()
  const mail = page.getByRole('listitem').filter({ hasText: 'Choose a new password' }).filter({ hasText: email })
  await mail.getByRole('link').click()
  await page.getByLabel('New password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Save new password' }).click()
  await expect(page.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(
    'Use at least 12 characters.',
  )
  const link = page.url()
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await page.getByRole('button', { name: 'Save new password' }).click()
  await expect(page.getByText('signed out everywhere')).toBeVisible()

  await signedIn.reload()
  await expect(signedIn.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await page.getByRole('button', { name: 'Save new password' }).click()
  await expect(page.getByText('This link was already used or has expired')).toBeVisible()

  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(newPassword)
  await submit(page, 'Sign in')
})

/** The link in the newest mail to a user. It waits for the mail, which is sent after the response. */
async function linkInMail(page: Page, subject: string, email: string): Promise<string> {
  const mail = page.getByRole('listitem').filter({ hasText: subject }).filter({ hasText: email })
  await expect(async () => {
    await page.goto('/outbox')
    await expect(mail).not.toHaveCount(0, { timeout: 500 })
  }).toPass({ timeout: 30_000 })
  return (await mail.first().getByRole('link').getAttribute('href')) ?? ''
}

const confirmationLink = (page: Page, email: string) => linkInMail(page, 'Confirm your e-mail address', email)

test('the confirmation link asks for the password, and confirms the address', async ({ join, browser, baseURL }) => {
  const { page, email } = await join('Cleo')
  await page.goto('/account')
  await expect(page.getByText(email)).not.toContainText('confirmed')
  const link = await confirmationLink(page, email)
  await page.goto(link)
  await expect(page.getByText(`when ${email} signed up`)).toBeVisible()
  await page.goto('/account')
  await expect(page.getByText(email)).not.toContainText('confirmed')

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const elsewhere = await context.newPage()
  await elsewhere.setViewportSize({ width: 360, height: 740 })
  await elsewhere.goto(link)
  const field = elsewhere.getByLabel('Password', { exact: true })
  await expectNoFaults(elsewhere)
  await expectNoSidewaysScroll(elsewhere)
  await field.fill('not the password at all')
  await elsewhere.keyboard.press('Enter')
  await expect(field).toHaveAccessibleDescription(/not the password that was chosen at sign-up/)
  await field.fill(password)
  await elsewhere.keyboard.press('Enter')
  await expect(elsewhere.getByRole('button', { name: 'Open the menu' })).toBeVisible()
  await elsewhere.goto('/account')
  await expect(elsewhere.getByText(email)).toContainText('confirmed')

  await elsewhere.goto(link)
  await expect(elsewhere.getByText('This link was already used, has expired')).toBeVisible()
  await expectNoFaults(elsewhere)
  await expectNoSidewaysScroll(elsewhere)
  await elsewhere.getByRole('button', { name: 'Send me another link' }).click()
  await expect(elsewhere.getByLabel('E-mail')).toHaveAccessibleDescription(/such as name@example.com/)
  await elsewhere.getByLabel('E-mail').fill('nobody@example.com')
  await elsewhere.getByRole('button', { name: 'Send me another link' }).click()
  await expect(elsewhere.getByLabel('E-mail')).toHaveAccessibleDescription(/You are signed in with another address/)
  await context.clearCookies()
  await elsewhere.getByRole('button', { name: 'Send me another link' }).click()
  await expect(elsewhere.getByText('If that address still has to be confirmed')).toBeVisible()
  await context.close()
})

test('if a stranger signed up with somebody’s address, the owner gets the account and the stranger loses access', async ({
  join,
  page,
}) => {
  const { page: stranger, email } = await join('Mallory')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(await confirmationLink(page, email))
  await page.getByRole('button', { name: 'I do not know the password' }).click()
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter your name.')
  await page.getByLabel('Name').fill('Olive')
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription('Use at least 12 characters.')
  await page.getByLabel('New password').fill(newPassword)
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByRole('button', { name: 'Open the menu' })).toBeVisible()
  await page.goto('/account')
  await expect(page.getByLabel('Name')).toHaveValue('Olive')
  await expect(page.getByText(email)).toContainText('confirmed')

  // The page may notice this itself, and already be redirecting to the sign-in page.
  await stranger.reload().catch(() => undefined)
  await expect(stranger.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a link never switches a signed-in user to another account', async ({ join }) => {
  const mallory = await join('Mallory')
  const { page, email } = await join('Bob')
  const link = await confirmationLink(mallory.page, mallory.email)
  await page.goto(link)
  await expect(page.getByText(`You are signed in as ${email}, and this link is for ${mallory.email}`)).toBeVisible()
  await expectNoFaults(page)
  await page.goto('/account')
  await expect(page.getByText(email)).toBeVisible()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign out and continue' }).click()
  await expect(page.getByText(`when ${mallory.email} signed up`)).toBeVisible()
})

test('the sign-in page only leads to pages of this site', async ({ join, baseURL }) => {
  const { page } = await join('Red')
  const { origin } = new URL(baseURL ?? '')
  const elsewhere = [
    '/.//evil.example/x',
    '/a/..//evil.example/x',
    '/%2e//evil.example/x',
    '/%2E%2E//evil.example/x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/./\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    `${origin}@evil.example`,
    '//user:password@evil.example/',
    '/%2f/evil.example',
    '/%5cevil.example',
    '/api/auth/sign-out',
    '/account/..//evil.example',
  ]
  const locationOf = async (path: string) => {
    const { headers, status } = await page.request
      .get(path, { maxRedirects: 0 })
      .then((response) => ({ headers: response.headers(), status: response.status() }))
    return [status, headers.location]
  }
  for (const sign of ['/sign-in', '/sign-up']) {
    for (const next of elsewhere) {
      expect.soft(await locationOf(`${sign}?next=${encodeURIComponent(next)}`), next).toEqual([307, '/'])
      expect.soft(await locationOf(`${sign}?next=/account&next=${encodeURIComponent(next)}`), next).toEqual([307, '/'])
    }
    expect(await locationOf(`${sign}?next=%2Faccount%3Freview%3Dpasskeys`)).toEqual([307, '/account?review=passkeys'])
  }
})

test('the account page changes the password, and explains why one is refused', async ({ join }) => {
  const { page } = await join('Pat')
  await page.goto('/account')
  const [present, next] = [page.getByLabel('Current password'), page.getByLabel('New password')]
  const change = page.getByRole('button', { name: 'Change password' })
  await present.fill(password)
  await next.fill('short')
  await change.click()
  await expect(next).toHaveAccessibleDescription('Use at least 12 characters.')
  await present.fill('not the password at all')
  await next.fill(newPassword)
  await change.click()
  await expect(present).toHaveAccessibleDescription('The password is wrong.')
  await present.fill(password)
  await change.click()
  await expect(page.getByText('Password changed')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
})

/** Begins to set up a second factor on the account page: the authenticator app, and a backup code. */
async function setUpSecondFactor(page: Page) {
  await page.goto('/account')
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Set up a second factor' }).click()
  await expect(page.getByAltText('QR code for an authenticator app')).toBeVisible()
  const secret = await page.getByText('Key', { exact: false }).locator('span').textContent()
  const [backupCode = ''] = await page
    .getByRole('list', { name: 'Backup codes' })
    .getByRole('listitem')
    .allTextContents()
  const app = new TOTP({ secret: secret ?? '' })
  return { app, backupCode }
}

test('deleting an account also requires a code if there is a second factor', async ({ join }) => {
  const { page } = await join('Uma')
  const { app, backupCode } = await setUpSecondFactor(page)
  await page.getByLabel('Code from the app').fill(app.generate())
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(page.getByText('The second factor is on')).toBeVisible()
  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  const remove = dialog.getByRole('button', { name: 'Delete account' })
  await remove.click()
  await expect(dialog.getByRole('alert')).toHaveText('Enter the code.')
  await dialog.getByLabel('Code').fill('000000')
  await remove.click()
  await expect(dialog.getByRole('alert')).toContainText('The code is wrong')
  await dialog.getByLabel('Code').fill(backupCode)
  await remove.click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('the second factor is required once it is on; a backup code works in its place, once', async ({ join }) => {
  const { page, email } = await join('Tia')
  const { app, backupCode } = await setUpSecondFactor(page)
  const code = page.getByLabel('Code from the app')
  await code.fill('000000')
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(code).toHaveAccessibleDescription(/The code is wrong/)
  // A code is accepted once. So the previous one turns the factor on, and the current one signs in.
  await code.fill(app.generate({ timestamp: Date.now() - 30_000 }))
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(page.getByText('Second factor turned on')).toBeVisible()
  await expect(page.getByText('The second factor is on')).toBeVisible()

  const signIn = async () => {
    // A click before the page responds does nothing.
    await expect(async () => {
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await expect(page.getByLabel('E-mail')).toBeVisible({ timeout: 3_000 })
    }).toPass()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await fromNewAddress(page, async () => {
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByLabel('Code from your authenticator app')).toBeVisible()
    })
  }
  await signIn()
  expect((await page.request.get('/api/auth/token')).status()).toBe(401)
  await page.getByLabel('Code from your authenticator app').fill(app.generate())
  await submit(page, 'Sign in')

  await signIn()
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCode)
  await submit(page, 'Sign in')

  await signIn()
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCode)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Backup code')).toHaveAccessibleDescription(/was already used/)
})

test('a passkey signs in until it is removed, also if its button is pressed before the page has loaded its scripts', async ({
  join,
}) => {
  const { page } = await join('Kay')
  await addAuthenticator(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
  await expect(passkeys).toHaveCount(1)

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  const signIn = page.getByRole('button', { name: 'Sign in with a passkey' })
  await expect(signIn).toBeVisible()
  const letGo = await holdScripts(page)
  await page.goto('/sign-in', { waitUntil: 'commit' })
  await signIn.click()
  letGo()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(passkeys).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await signIn.click()
  await expect(page.getByText('No passkey was used')).toBeVisible()
  // Browsers may refuse what comes too long after a press.
  const letGoLate = await holdScripts(page)
  await page.goto('/sign-in', { waitUntil: 'commit' })
  await signIn.click()
  await page.waitForFunction(() => !navigator.userActivation.isActive, null, { polling: 500 })
  // What Playwright asks the page counts as a press, so it asks nothing until the page has begun.
  const begun = page.waitForRequest('**/passkey/generate-authenticate-options*')
  letGoLate()
  await begun
  await expect(page.getByText('The page was not ready in time. Press the button again.')).toBeVisible()
})

test('a passkey that does not verify its user is neither added nor accepted, whatever the page requests', async ({
  join,
}) => {
  const { page } = await join('Uma')
  await addAuthenticator(page, false)
  // This stands for a manipulated page, or another client.
  await page.route('**/passkey/generate-*-options*', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replaceAll('"required"', '"discouraged"')
    await route.fulfill({ response, body })
  })
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('The passkey was not changed')).toBeVisible()
  await page.unroute('**/passkey/generate-*-options*')
  await page.reload()
  await expect(page.getByRole('list', { name: 'Passkeys' })).toHaveCount(0)
})

test('after a password reset, users see their passkeys and can remove them', async ({ join }) => {
  const { page, email } = await join('Rita')
  await addAuthenticator(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
  await expect(passkeys).toHaveCount(1)
  const { origin } = new URL(page.url())
  const asked = await page.request.post('/api/auth/request-password-reset', { data: { email }, headers: { origin } })
  expect(asked.ok()).toBe(true)
  await page.goto(await linkInMail(page, 'Choose a new password', email))
  await page.getByLabel('New password', { exact: true }).fill(newPassword)
  await page.getByRole('button', { name: 'Save new password' }).click()
  await page.getByRole('link', { name: 'Sign in and check your passkeys' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(newPassword)
  await fromNewAddress(page, async () => {
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('your passkeys still work')).toBeVisible()
  })
  await expectNoFaults(page)
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Your account has no passkeys')).toBeVisible()
})

// Before the scripts of a page run, the browser itself submits its forms.
test('text from a form never gets into an address, before the scripts run or without them', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: String(baseURL) })
  const page = await context.newPage()
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=abc']) {
    await page.goto(path)
    const fields = page.locator('input:not([type=hidden])')
    for (const field of await fields.all()) await field.pressSequentially('typed-here@example.com')
    const sent = page.waitForRequest((request) => request.isNavigationRequest())
    const answered = page.waitForEvent('load')
    await page.keyboard.press('Enter')
    const request = await sent
    expect([request.method(), request.url()], path).toEqual(['POST', expect.not.stringContaining('typed-here')])
    await answered
  }
  await context.close()
})
