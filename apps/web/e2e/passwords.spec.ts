import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { expect, password, submit, test } from './fixtures'

const newPassword = 'another long password'

test('a forgotten password is replaced by way of the outbox', async ({ join, page }) => {
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
  await expect(page.getByText('This link has been used, or is too old')).toBeVisible()

  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(newPassword)
  await submit(page, 'Sign in')
})

test('the link of the confirmation confirms the address', async ({ join }) => {
  const { page, email } = await join('Cleo')
  await page.goto('/account')
  await expect(page.getByText(email)).not.toContainText('confirmed')
  await page.goto('/outbox')
  const mail = page.getByRole('listitem').filter({ hasText: 'Confirm your e-mail address' }).filter({ hasText: email })
  await mail.getByRole('link').click()
  await page.goto('/account')
  await expect(page.getByText(email)).toContainText('confirmed')
})

test('the account page changes the password, and says what is wrong with one', async ({ join }) => {
  const { page } = await join('Pat')
  await page.goto('/account')
  const [present, next] = [page.getByLabel('Present password'), page.getByLabel('New password')]
  const change = page.getByRole('button', { name: 'Change password' })
  await present.fill(password)
  await next.fill('short')
  await change.click()
  await expect(next).toHaveAccessibleDescription('Use at least 12 characters.')
  await present.fill('not the password at all')
  await next.fill(newPassword)
  await change.click()
  await expect(present).toHaveAccessibleDescription('That is not your password.')
  await present.fill(password)
  await change.click()
  await expect(page.getByText('Password changed')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible()
})

/** Begins to set up a second factor on the account page: the authenticator app, and a code for when it is lost. */
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

test('deleting an account asks for a code as well, where there is a second factor', async ({ join }) => {
  const { page } = await join('Uma')
  const { app, backupCode } = await setUpSecondFactor(page)
  await page.getByLabel('Code that the app shows').fill(app.generate())
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(page.getByText('On: signing in takes a code')).toBeVisible()
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  const remove = dialog.getByRole('button', { name: 'Delete everything' })
  await remove.click()
  await expect(dialog.getByRole('alert')).toHaveText('Enter the code.')
  await dialog.getByLabel('Code').fill('000000')
  await remove.click()
  await expect(dialog.getByRole('alert')).toContainText('That code is not right')
  await dialog.getByLabel('Code').fill(backupCode)
  await remove.click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a second factor is asked for once it is on; a backup code does too, once', async ({ join }) => {
  const { page, email } = await join('Tia')
  const { app, backupCode } = await setUpSecondFactor(page)
  const code = page.getByLabel('Code that the app shows')
  await code.fill('000000')
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(code).toHaveAccessibleDescription(/That code is not right/)
  await code.fill(app.generate())
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await expect(page.getByText('Second factor turned on')).toBeVisible()
  await expect(page.getByText('On: signing in takes a code')).toBeVisible()

  const signIn = async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    const asked = page.getByLabel('Code of your authenticator app')
    await expect(async () => {
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(asked).toBeVisible({ timeout: 3_000 })
    }).toPass({ intervals: [4_000], timeout: 60_000 })
  }
  await signIn()
  expect((await page.request.get('/api/auth/token')).status()).toBe(401)
  await page.getByLabel('Code of your authenticator app').fill(app.generate())
  await submit(page, 'Sign in')

  await signIn()
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCode)
  await submit(page, 'Sign in')

  await signIn()
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCode)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Backup code')).toHaveAccessibleDescription(/was used already/)
})

test('a passkey signs in, and does not once it is removed', async ({ join }) => {
  const { page, context } = await join('Kay')
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
  await expect(passkeys).toHaveCount(1)

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  const signIn = page.getByRole('button', { name: 'Sign in with a passkey' })
  await signIn.click()
  await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(passkeys).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await signIn.click()
  await expect(page.getByText('No passkey was used')).toBeVisible()
})
