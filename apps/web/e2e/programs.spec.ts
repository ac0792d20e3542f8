import type { DeviceCode, Scope } from '@ownlist/client'
import { readRight } from '@ownlist/scopes'
import type { Page } from '@playwright/test'
import { en as kept } from '../src/texts/kept/en'
import { fromNewAddress } from './client-address'
import { expect, password, test } from './fixtures'
import { holdScripts } from './hold-scripts'
import { expectNoFaults, expectNoSidewaysScroll } from './page-faults'

// domain: tasks {

import { addTask, task } from './tasks'

// domain: tasks }

// It would answer for the scripts that a test holds back.
test.use({ serviceWorkers: 'block' })

/** A program that asks for authorization, and waits. */
async function ask(webUrl: string, program: string, scopes?: readonly Scope[]) {
  const { deviceLogin } = await import('@ownlist/client')
  return await new Promise<{ session: Promise<string>; code: DeviceCode }>((resolve, reject) => {
    const onCode = (code: DeviceCode) => resolve({ session, code })
    const session = deviceLogin({ webUrl, program, onCode, ...(scopes === undefined ? {} : { scopes }) })
    // This may come before or after there is a code: the request may be denied before the test checks.
    session.catch(reject)
  })
}

async function expectAccessible(page: Page) {
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoFaults(page)
  await expectNoSidewaysScroll(page)
}

// domain: tasks {
test('a program is authorized, can do only what it was allowed, appears on the account page, and can be revoked there', async ({
  join,
  browser,
  system,
}) => {
  const { createApiClient, programSession } = await import('@ownlist/client')
  const { webUrl, apiUrl: url } = system
  const { page, email } = await join('Ada')
  await addTask(page, 'Written by Ada')
  const { session, code } = await ask(webUrl, 'Ada’s terminal')

  // A signed-out user comes back with the code.
  const guest = await browser.newContext({ baseURL: webUrl })
  const there = await guest.newPage()
  await there.goto(code.verificationUriComplete)
  await there.getByLabel('E-mail').fill(email)
  await there.getByLabel('Password', { exact: true }).fill(password)
  await fromNewAddress(there, async () => {
    await there.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(there.getByRole('heading', { name: 'Authorize an app' })).toBeVisible()
  })
  await expect(there.getByText(code.userCode, { exact: true })).toBeVisible()
  await expect(there.getByText('Ada’s terminal')).toBeVisible()
  await expect(there.getByRole('list', { name: 'Requested access' }).getByRole('listitem')).toHaveText([
    'See your tasks',
    'Add and change tasks',
  ])
  await expectAccessible(there)
  await there.getByRole('button', { name: 'Authorize' }).focus()
  await there.keyboard.press('Enter')
  await expect(there.getByText('is authorized. Go back to it')).toBeVisible()
  await expectAccessible(there)
  await guest.close()

  const tokens = programSession({ webUrl, session: await session })
  const client = createApiClient({ url, token: tokens })
  expect((await client.task.list.query({})).items.map(({ title }) => title)).toEqual(['Written by Ada'])
  await client.task.create.mutate({ title: 'Written by a program' })
  await page.reload()
  await expect(task(page, 'Written by a program')).toBeVisible()
  await expect(client.account.erase.mutate()).rejects.toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' })

  await page.getByRole('link', { name: 'Account' }).click()
  const programs = page.getByRole('list', { name: 'Programs' }).getByRole('listitem')
  await expect(programs).toHaveText([/Ada’s terminal.*May see your tasks, add and change tasks/s])
  await expect(page.getByRole('list', { name: 'Sessions' })).not.toContainText('program')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Revoke Ada’s terminal' }).click()
  await expect(programs).toHaveCount(0)
  await expect(page.getByText('No app is authorized')).toBeVisible()

  // Its token is valid for minutes, but it is refused as soon as the API has fetched the feed, and there is no new one.
  const refusal = () =>
    client.task.list.query({}).then(
      () => null,
      (error: { code?: unknown }) => error.code,
    )
  await expect.poll(refusal).toBe('SIGNED_OUT')
})
// domain: tasks }

// domain: tasks {
test('a user limits a program to one list while authorizing it, and the account page says so', async ({
  join,
  system,
}) => {
  const { createApiClient, programSession } = await import('@ownlist/client')
  const { webUrl, apiUrl: url } = system
  const { page } = await join('Dora')
  const clientOf = async (session: Promise<string>) =>
    createApiClient({ url, token: programSession({ webUrl, session: await session }) })
  const approve = async () => {
    await page.getByRole('button', { name: 'Authorize' }).click()
    await expect(page.getByText('is authorized. Go back to it')).toBeVisible()
  }

  // There is no list to choose yet.
  const first = await ask(webUrl, 'Everywhere')
  await page.goto(first.code.verificationUriComplete)
  await expect(page.getByLabel('Access to')).toHaveCount(0)
  await approve()
  const everywhere = await clientOf(first.session)
  const { id: listId } = await everywhere.list.create.mutate({ title: 'Garden' })
  await everywhere.task.create.mutate({ title: 'Elsewhere' })

  const second = await ask(webUrl, 'Gardener')
  await page.goto(second.code.verificationUriComplete)
  await page.getByLabel('Access to').selectOption('Only “Garden”')
  await expectAccessible(page)
  await approve()
  const gardener = await clientOf(second.session)
  expect(await gardener.task.create.mutate({ title: 'Weed' })).toMatchObject({ listId })
  expect((await gardener.task.list.query()).items.map(({ title }) => title)).toEqual(['Weed'])

  await page.goto('/account')
  const programs = page.getByRole('list', { name: 'Programs' }).getByRole('listitem')
  await expect(programs).toHaveText([
    /Gardener.*add and change tasks, only in “Garden”/s,
    /Everywhere.*change tasks(?!, only)/s,
  ])
  await everywhere.list.delete.mutate({ id: listId })
  await page.reload()
  await expect(programs.first()).toContainText('only in a list that no longer exists')
  expect((await gardener.task.list.query()).items).toEqual([])
})
// domain: tasks }

test('a program that is denied access is told so, also before the page has loaded its scripts, and its code stops working', async ({
  join,
  system,
}) => {
  const { page } = await join('Bob')
  const { session, code } = await ask(system.webUrl, 'Some program', [readRight])
  const letGo = await holdScripts(page)
  await page.goto('/device', { waitUntil: 'commit' })
  // As a user types it.
  await page.getByLabel('Code').fill(` ${code.userCode.toLowerCase().replace('-', ' ')}`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Requested access' }).getByRole('listitem')).toHaveText([
    kept.rights[readRight],
  ])
  const address = page.url()
  const deny = page.getByRole('button', { name: 'Deny' })
  // The last press counts, and it shows that it waits.
  await page.getByRole('button', { name: 'Authorize' }).click()
  await deny.click()
  await expect(deny).toHaveAttribute('aria-busy', 'true')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(1)
  letGo()
  await expect(page.getByText('was denied access')).toBeVisible()
  await page.goto(address)
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/This code does not exist|was already used/)
  await expect(session).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await page.goto('/account')
  await expect(page.getByText('No app is authorized')).toBeVisible()
})

test('the page says so if a code does not exist or is not a code', async ({ join }) => {
  const { page } = await join('Cleo')
  for (const code of ['AAAA-AAAA', 'no code', '<b>']) {
    await page.goto(`/device?${new URLSearchParams({ user_code: code })}`)
    await expect(page.getByLabel('Code')).toHaveValue(code)
    await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/This code does not exist/)
    await expect(page.getByRole('button', { name: 'Authorize' })).toHaveCount(0)
  }
  await expectAccessible(page)
})
