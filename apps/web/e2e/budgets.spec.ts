// domain: tasks
import { expect, test } from './fixtures'
import { measureLoad } from './page-figures'
import { createTasks, sessionOf } from './tasks'

/** What the first load of a page with 50 tasks may cost. Times are measured, not tested: `pnpm --filter @ownlist/web measure`. */
const budget = { requests: 31, bytes: 365_000, scriptBytes: 252_000, nodes: 1_200 }

test('the first load of the task page costs no more than its budget', async ({ join, system, browser }) => {
  const ada = await join('Ada')
  await createTasks(ada, system, 50)
  await using context = await browser.newContext({
    baseURL: system.webUrl,
    storageState: await sessionOf(ada),
  })
  const load = await measureLoad(await context.newPage())
  expect(load.repeated).toEqual([])
  for (const [figure, most] of Object.entries(budget)) {
    expect(load[figure as keyof typeof budget], figure).toBeLessThanOrEqual(most)
    // A figure far below its budget would mean that something was not measured.
    expect(load[figure as keyof typeof budget], figure).toBeGreaterThan(most / 2)
  }
})
