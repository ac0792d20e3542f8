// domain: tasks
import { expect, test } from './fixtures'
import { addList, answered, clientOf, ready, rows, taskList } from './tasks'

const dayMs = 86_400_000
const dayAt = (instant: number, timeZone: string) => new Date(instant).toLocaleDateString('sv-SE', { timeZone })

/** The next Saturday after a day. */
function saturdayAfter(day: string): string {
  let instant = Date.parse(day)
  do instant += dayMs
  while (new Date(instant).getUTCDay() !== 6)
  return new Date(instant).toISOString().slice(0, 10)
}

test('days begin in the time zone that a person has chosen, weeks on the chosen day, and new tasks go to the chosen list', async ({
  join,
  system,
}) => {
  const ada = await join('Ada')
  const { page } = ada
  const api = clientOf(ada, system)
  const devtools = await ada.context.newCDPSession(page)
  await devtools.send('Emulation.setTimezoneOverride', { timezoneId: 'UTC' })
  // A zone in which it is a different day than in UTC, whenever this test runs.
  const zone = new Date().getUTCHours() >= 10 ? 'Pacific/Kiritimati' : 'Pacific/Niue'
  const today = dayAt(Date.now(), zone)
  expect(today).not.toBe(dayAt(Date.now(), 'UTC'))

  await addList(page, 'Garden')
  await page.goto('/settings')
  for (const [label, value] of [
    ['Time zone', zone],
    ['The week starts on', '6'],
  ] as const) {
    const saved = answered(page, 'preferences.update')
    await page.getByLabel(label).selectOption(value)
    await saved
  }
  const saved = answered(page, 'preferences.update')
  await page.getByLabel('List for new tasks').selectOption({ label: 'Garden' })
  await saved

  // This also works if the preferences cannot be loaded, because the device has stored them.
  await page.route(/preferences\.get/, (route) => route.abort())
  await page.goto('/today')
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Feed the birds')
  const added = answered(page, 'task.create')
  await page.keyboard.press('Enter')
  await added
  await expect(rows(page)).toHaveText([/Feed the birds/])
  await expect(taskList(page).getByRole('heading')).toHaveText([/^Today/])
  const [list] = (await api.list.list.query()).items
  const [birds] = (await api.task.list.query()).items
  expect(birds).toMatchObject({ dueOn: today, listId: list?.id })

  // Typed words mean the same days.
  await page.keyboard.type('Count them tomorrow')
  await page.keyboard.press('Enter')
  const tomorrow = new Date(Date.parse(today) + dayMs).toISOString().slice(0, 10)
  await expect
    .poll(async () => (await api.task.list.query()).items[0])
    .toMatchObject({
      title: 'Count them',
      dueOn: tomorrow,
    })
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('w')
  await expect(rows(page)).toHaveCount(0)
  await expect
    .poll(async () => (await api.task.list.query()).items.map(({ dueOn }) => dueOn).toSorted())
    .toEqual([tomorrow, saturdayAfter(today)].toSorted())

  await page.goto('/')
  await ready(page)
  await page.keyboard.press('q')
  await page.keyboard.type('Prune the roses')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Added to Garden')).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await expect(page).toHaveTitle('Garden · Ownlist')
  await expect(rows(page).filter({ hasText: 'Prune the roses' })).toBeVisible()
})
