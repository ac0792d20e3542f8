// domain: tasks
import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'
import { expectNoFaults } from './page-faults'
import { clientOf } from './tasks'

const todoist = [
  'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE',
  'task,Water the ferns,,1,1,Ada (1),Bob (2),2026-12-01,en,',
  'task,Buy a can,,4,2,,,,en,',
].join('\n')

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('a file of another app is read, previewed with its losses, and imported as one action or not at all', async ({
  join,
  system,
}) => {
  const ada = await join('Ada')
  const { page } = ada
  const client = clientOf(ada, system)
  const titles = async () => (await client.task.list.query({})).items.map(({ title }) => title).sort()
  await page.goto('/import')
  const field = page.getByLabel('Choose a file')

  await field.setInputFiles(file('odd.bin', '\u0000\u0001nothing'))
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The file could not be read')

  await field.setInputFiles(file('Home.csv', todoist))
  await expect(page.getByRole('heading', { name: 'What is in “Home.csv”' })).toBeVisible()
  await expect(page.getByText('Todoist', { exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toContainText('Water the ferns')
  await expectNoFaults(page)
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('Cancelled. Nothing was imported.')).toBeVisible()
  expect(await titles()).toEqual([])

  await field.setInputFiles(file('Home.csv', todoist))
  await page.getByRole('button', { name: 'Import 2 tasks' }).press('Enter')
  await expect(page.getByText('2 tasks were imported')).toBeVisible()
  expect(await titles()).toEqual(['Buy a can', 'Water the ferns'])
  await page.getByRole('link', { name: 'history', exact: true }).click()
  await page.getByRole('list', { name: 'Actions' }).getByRole('button').first().press('Enter')
  await expect(page.getByText('Undone', { exact: true }).first()).toBeVisible()
  expect(await titles()).toEqual([])
})

test('an export is a file with everything, and nothing is lost when it is imported again', async ({ join, system }) => {
  const ada = await join('Ada')
  const { page } = ada
  const client = clientOf(ada, system)
  const { id: listId } = await client.list.create.mutate({ title: 'Garden' })
  for (let n = 0; n < 3; n++) await client.task.create.mutate({ title: `Task ${n}`, listId })
  await page.goto('/export')
  for (const [name, ending] of [
    ['JSON', 'json'],
    ['CSV', 'csv'],
    ['todo.txt', 'txt'],
    ['iCalendar', 'ics'],
  ] as const) {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: `Download ${name}` }).press('Enter')
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(new RegExp(`^ownlist-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`))
    const text = await readFile(await download.path(), 'utf8')
    for (let n = 0; n < 3; n++) expect(text).toContain(`Task ${n}`)
    if (ending !== 'json') continue
    await page.goto('/import')
    await page.getByLabel('Choose a file').setInputFiles(file('export.json', text))
    await expect(page.getByText('Everything is kept')).toBeVisible()
    await page.goto('/export')
  }
})

test('the address of the calendar is shown once, works, and stops working when there is a new one', async ({
  join,
  system,
  request,
}) => {
  const ada = await join('Ada')
  const { page } = ada
  await clientOf(ada, system).task.create.mutate({ title: 'Water the ferns', dueOn: '2026-12-01' })
  await page.goto('/calendar')
  await page.getByRole('button', { name: 'Create an address' }).press('Enter')
  const address = await page.getByLabel('Address of your calendar').inputValue()
  expect(await (await request.get(address)).text()).toContain('SUMMARY:Water the ferns')
  await page.reload()
  await expect(page.getByText('It was shown only once')).toBeVisible()
  await page.getByRole('button', { name: 'Create a new address' }).press('Enter')
  await expect(page.getByLabel('Address of your calendar')).toBeVisible()
  expect((await request.get(address)).status()).toBe(404)
  const next = await page.getByLabel('Address of your calendar').inputValue()
  await page.getByRole('button', { name: 'Remove the address' }).press('Enter')
  await expect(page.getByText('There is no address yet.')).toBeVisible()
  expect((await request.get(next)).status()).toBe(404)
})
