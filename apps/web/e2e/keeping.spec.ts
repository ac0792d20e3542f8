// domain: tasks
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { addList, addTask, box, clientOf, lists, open, panel, ready, rename, rows, sent, task } from './tasks'

const newTask = (page: Page) => page.getByRole('textbox', { name: 'New task' })

const reload = async (page: Page) => {
  await page.reload()
  await ready(page)
}

/** The next request of this procedure never gets a response, and never reaches the API. */
const hold = (page: Page, procedure: string) =>
  page.route(`**/trpc/*${procedure}*`, () => new Promise(() => undefined), { times: 1 })

test.describe('unsaved text survives a reload:', () => {
  test('a new task', async ({ join }) => {
    const { page } = await join('Ada')
    await ready(page)
    await newTask(page).pressSequentially('Half a tas')
    await reload(page)
    await expect(newTask(page)).toHaveValue('Half a tas')
    await newTask(page).press('End')
    await page.keyboard.type('k')
    await page.keyboard.press('Enter')
    await expect(task(page, 'Half a task')).toBeVisible()
    await expect(newTask(page)).toHaveValue('')
    await reload(page)
    await expect(newTask(page)).toHaveValue('')
  })

  test('a title that is being edited, and the name of a new list', async ({ join }) => {
    const { page } = await join('Bea')
    await addTask(page, 'Before')
    await open(page, 'Before')
    await page.keyboard.type('Aft')
    await reload(page)
    const title = page.getByRole('textbox', { name: 'Title' })
    await expect(title).toHaveValue('Aft')
    await page.keyboard.press('End')
    await page.keyboard.type('er')
    await expect(title).toHaveValue('After')
    await page.keyboard.press('Escape')
    await expect(title).toHaveValue('Before')
    await page.keyboard.press('Escape')
    await reload(page)
    await expect(task(page, 'Before')).toBeVisible()
    await expect(panel(page)).toHaveCount(0)

    await lists(page).getByRole('button', { name: 'New list' }).click()
    await page.keyboard.type('Gard')
    await reload(page)
    await expect(page.getByRole('textbox', { name: 'New list' })).toHaveValue('Gard')
    await page.getByRole('textbox', { name: 'New list' }).press('End')
    await page.keyboard.type('en')
    await page.keyboard.press('Enter')
    await expect(lists(page).getByRole('link', { name: 'Garden' })).toBeVisible()
  })

  test('notes, which are still open then, and are saved when the field loses the focus', async ({ join, system }) => {
    const cem = await join('Cem')
    const { page } = cem
    await addTask(page, 'Call')
    await open(page, 'Call')
    await panel(page).getByLabel('Notes').click()
    await page.keyboard.type('Ask about the')
    await reload(page)
    await expect(panel(page).getByLabel('Notes')).toHaveValue('Ask about the')
    await panel(page).getByLabel('Notes').press('Control+End')
    await page.keyboard.type(' boiler')
    // Closing the details blurs the field.
    await page.keyboard.press('Escape')
    await sent(page)
    await reload(page)
    await expect(task(page, 'Call')).toContainText('Has notes')
    const [row] = (await clientOf(cem, system).task.list.query({})).items
    expect(row?.notes).toBe('Ask about the boiler')
  })

  test('the title of a list, and text on a page that was left for another', async ({ join }) => {
    const { page } = await join('Dee')
    await addList(page, 'Garden')
    await page.getByRole('heading', { name: 'Garden' }).getByRole('button').click()
    await page.keyboard.type('Balco')
    await reload(page)
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Balco')
    await newTask(page).pressSequentially('Plant')
    await page.goto('/account')
    await page.goBack()
    await expect(newTask(page)).toHaveValue('Plant')
  })
})

test.describe('a new task that is being sent is not lost', () => {
  test('when the page is reloaded', async ({ join }) => {
    const { page } = await join('Eli')
    await ready(page)
    await hold(page, 'task.create')
    for (const title of ['First', 'Second']) {
      await newTask(page).pressSequentially(title)
      await page.keyboard.press('Enter')
    }
    await expect(rows(page)).toHaveText([/Second/, /First/])
    await page.reload()
    await expect(rows(page)).toHaveText([/Second/, /First/])
    await idle(page)
    await page.waitForTimeout(1_000)
    await reload(page)
    await expect(rows(page)).toHaveText([/Second/, /First/])
  })

  test('when the tab is closed, or another site is opened', async ({ join, system }) => {
    const { page, context } = await join('Fay')
    await ready(page)
    await hold(page, 'task.create')
    await newTask(page).pressSequentially('Closed')
    await page.keyboard.press('Enter')
    await expect(task(page, 'Closed')).toBeVisible()
    await page.close()
    const second = await context.newPage()
    await second.goto('/')
    await expect(task(second, 'Closed')).toBeVisible()
    await hold(second, 'task.create')
    await ready(second)
    await newTask(second).pressSequentially('Elsewhere')
    await second.keyboard.press('Enter')
    await second.goto(`${system.apiUrl}/healthz`)
    await second.goBack()
    await expect(rows(second)).toHaveText([/Elsewhere/, /Closed/])
  })

  test('when the response is lost, and it is not created twice', async ({ join }) => {
    const { page } = await join('Gus')
    await ready(page)
    let answered = () => {}
    const arrived = new Promise<void>((resolve) => {
      answered = resolve
    })
    await page.route('**/trpc/*task.create*', async (route) => {
      await route.fetch()
      answered()
    })
    await newTask(page).pressSequentially('Once')
    await page.keyboard.press('Enter')
    await arrived
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.reload()
    await expect(task(page, 'Once')).toHaveCount(1)
    await page.waitForTimeout(1_500)
    await reload(page)
    await expect(task(page, 'Once')).toHaveCount(1)
  })

  test('when the API is down, and a list and its first task are', async ({ join, system }) => {
    const { page } = await join('Hal')
    await ready(page)
    await system.api.stop()
    await newTask(page).pressSequentially('Meanwhile')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Ownlist cannot be reached')).toBeVisible()
    await expect(page.getByText('1 change waits to be sent')).toBeVisible()
    await page.goto('/account')
    await system.api.start()
    await page.goto('/')
    await expect(task(page, 'Meanwhile')).toBeVisible()
    await sent(page)
    await hold(page, 'list.create')
    await lists(page).getByRole('button', { name: 'New list' }).click()
    await page.keyboard.type('Garden')
    await page.keyboard.press('Enter')
    await expect(lists(page).getByRole('link', { name: 'Garden' })).toBeVisible()
    await page.reload()
    await expect(lists(page).getByRole('link', { name: 'Garden' })).toBeVisible()
  })

  test('unless the user has undone it before', async ({ join, system }) => {
    const { page } = await join('Ida')
    await ready(page)
    await system.api.stop()
    await newTask(page).pressSequentially('Given up')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(task(page, 'Given up')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(task(page, 'Given up')).toHaveCount(0)
    await system.api.start()
    await reload(page)
    await idle(page)
    await expect(task(page, 'Given up')).toHaveCount(0)
  })
})

test('signing out deletes unsaved text and unsent changes, in every tab', async ({ join }) => {
  const { page, context } = await join('Kay')
  const other = await context.newPage()
  await other.goto('/')
  await ready(other)
  await newTask(other).pressSequentially('Secret in another tab')
  await ready(page)
  await newTask(page).pressSequentially('Secret')
  await page.getByRole('button', { name: 'Sign out' }).click()
  for (const tab of [page, other]) {
    await expect(tab).toHaveURL(/sign-in/)
    const kept = await tab.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    expect(kept).not.toContain('Secret')
  }
})

test.describe('after quick changes to one task the last one counts, without a false conflict:', () => {
  for (const clicks of [2, 3, 4, 5]) {
    test(`${clicks} clicks on the checkbox`, async ({ join }) => {
      const { page } = await join('Lea')
      await addTask(page, 'Water')
      await box(page, 'Water').click({ clickCount: clicks, delay: 0 })
      await page.waitForTimeout(1_500)
      await expect(page.getByText('changed elsewhere')).toHaveCount(0)
      await expect(box(page, 'Water')).toBeChecked({ checked: clicks % 2 === 1 })
      await sent(page)
      await page.goto(clicks % 2 === 1 ? '/done' : '/')
      await expect(box(page, 'Water')).toBeChecked({ checked: clicks % 2 === 1 })
    })
  }

  test('Space, a double click while the API is slow, and two clicks in one task of the browser', async ({ join }) => {
    const { page } = await join('Max')
    await addTask(page, 'Water')
    await page.route('**/trpc/*task.*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })
    const water = box(page, 'Water')
    await water.focus()
    for (let n = 0; n < 6; n++) await page.keyboard.press('Space')
    await page.waitForTimeout(3_500)
    await expect(water).not.toBeChecked()
    await water.dblclick()
    await page.waitForTimeout(2_000)
    await expect(water).not.toBeChecked()
    await water.evaluate((input: HTMLInputElement) => {
      for (let n = 0; n < 4; n++) input.click()
    })
    await page.waitForTimeout(2_500)
    await expect(page.getByText('changed elsewhere')).toHaveCount(0)
    await expect(water).not.toBeChecked()
    await page.unrouteAll({ behavior: 'wait' })
    await page.goto('/')
    await expect(water).not.toBeChecked()
  })

  test('priorities with the arrow keys, and a title right after that', async ({ join }) => {
    const { page } = await join('Ned')
    await addTask(page, 'Water')
    await open(page, 'Water')
    await panel(page).getByLabel('Priority').focus()
    // On a slow device, one change is stored after the next one was made.
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 10 })
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await expect(panel(page).getByLabel('Priority')).toHaveValue('high')
    await page.keyboard.press('Escape')
    await rename(page, 'Water', 'Water the ferns')
    await page.waitForTimeout(2_000)
    await expect(page.getByText('changed elsewhere')).toHaveCount(0)
    await expect(task(page, 'Water the ferns')).toContainText('High priority')
    await reload(page)
    await expect(task(page, 'Water the ferns')).toContainText('High priority')
  })

  test('a double click on the delete button shows one notice', async ({ join }) => {
    const { page } = await join('Ola')
    await addTask(page, 'Water')
    await task(page, 'Water').hover()
    // On a busy machine, the button still exists when the second click comes.
    await page.getByRole('button', { name: 'Delete "Water"' }).evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
    await expect(page.getByText('Task deleted')).toHaveCount(1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(task(page, 'Water')).toBeVisible()
    await sent(page)
    await reload(page)
    await expect(task(page, 'Water')).toBeVisible()
  })
})
