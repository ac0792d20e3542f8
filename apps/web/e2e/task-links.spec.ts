// domain: tasks
import { expect, test } from './fixtures'
import { clientOf, complete, panel, ready, sessionOf } from './tasks'

test('the link in a notification opens the task wherever it is, and says if it was deleted', async ({
  join,
  browser,
  system,
}) => {
  const ada = await join('Ada')
  const client = clientOf(ada, system)
  const list = await client.list.create.mutate({ title: 'Home' })
  const inList = await client.task.create.mutate({ title: 'Water the ferns', listId: list.id })
  const done = await client.task.create.mutate({ title: 'Buy milk' })
  await client.task.update.mutate({ id: done.id, completedAt: new Date().toISOString() })
  const deleted = await client.task.create.mutate({ title: 'Call Bea' })
  await client.task.delete.mutate({ id: deleted.id })
  const other = await client.task.create.mutate({ title: 'Completed later' })

  // A browser that has stored nothing yet.
  await using context = await browser.newContext({
    baseURL: system.webUrl,
    locale: 'en-GB',
    storageState: await sessionOf(ada),
  })
  const page = await context.newPage()
  const title = panel(page).getByRole('textbox', { name: 'Title' })
  for (const { id, title: wanted } of [inList, done]) {
    await page.goto(`/?task=${id}`)
    await expect(title).toHaveValue(wanted)
  }
  for (const id of [deleted.id, 'nothing']) {
    await page.goto(`/?task=${id}`)
    await expect(panel(page)).toContainText('This task does not exist, or it was deleted.')
  }

  await complete(page)
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('files-1')).keys()).length))
    .toBeGreaterThan(20)
  await page.reload()
  await ready(page)
  await context.setOffline(true)
  await client.task.update.mutate({ id: other.id, completedAt: new Date().toISOString() })
  for (const { id, title: wanted } of [inList, done, other]) {
    await page.goto(`/?task=${id}`)
    await expect(title).toHaveValue(wanted)
  }
  // A task that this browser has never seen waits for the network.
  const unseen = await client.task.create.mutate({ title: 'Unseen' })
  await page.goto(`/?task=${unseen.id}`)
  await expect(panel(page)).toContainText('This task is not on this device.')
  await context.setOffline(false)
  await expect(title).toHaveValue('Unseen')
})
