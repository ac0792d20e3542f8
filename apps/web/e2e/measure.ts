// domain: tasks

import { cpus } from 'node:os'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import {
  countNodes,
  firstRowTop,
  type LoadFigures,
  measureLoad,
  requestsOnRefocus,
  scrollFrame,
  timeUntilPainted,
  timeUntilPaintedElsewhere,
  usedHeap,
} from './page-figures'
import { createTasks, ready, sessionOf, task, taskList } from './tasks'

/** Each figure is the median of this many measurements. */
const times = 5
const rounds = Array.from({ length: times }, (_, n) => n)

test.use({ layout: { env: { RATE_LIMIT_CALLS: '1000000' } } })
test.describe.configure({ mode: 'serial', timeout: 900_000 })

test.beforeAll(({ browser }) => {
  print(`Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model.trim()}. Medians of ${times}.`)
})

for (const count of [50, 5_000]) {
  test(`the task page with ${count} tasks`, async ({ join, system, browser }) => {
    const person = await join('Ada')
    await createTasks(person, system, count)
    const storageState = await sessionOf(person)

    const loads: LoadFigures[] = []
    for (const _ of rounds) {
      await using context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB', storageState })
      const page = await context.newPage()
      loads.push(await measureLoad(page))
    }
    const { page } = person
    await page.reload()
    await ready(page)
    await showAll(page, count)
    const usage = [await countNodes(page), await usedHeap(page)]
    const frames: number[] = []
    for (const _ of rounds) frames.push(await scrollFrame(page))
    await page.evaluate(() => scrollTo(0, 0))
    const onRefocus = await requestsOnRefocus(page)
    const tops = [await firstRowTop(page, 1280, 860), await firstRowTop(page, 360, 740)].map(Math.round)
    const added: number[] = []
    const completed: number[] = []
    for (const round of rounds) added.push(await timeToAdd(page, `Measured ${round}`))
    const inOtherTab = await timesInOtherTab(person)
    for (const round of rounds) completed.push(await timeToComplete(page, `Measured ${round}`))

    print(`\n## ${count.toLocaleString('en')} tasks\n`)
    const load = (figure: Exclude<keyof LoadFigures, 'repeated'>) => median(loads.map((each) => each[figure]))
    print(
      `- First load: ${load('requests')} requests, ${kilobytes(load('bytes'))}, scripts ${kilobytes(load('scriptBytes'))}`,
    )
    print(
      `- First load: first paint after ${ms(load('painted'))}, ready after ${ms(load('ready'))}, ${load('nodes')} nodes`,
    )
    print(`- All tasks loaded: ${usage[0]} nodes, ${usage[1]?.toFixed(0)} MB of JavaScript objects`)
    print(`- Enter to painted row: ${ms(median(added))}`)
    print(`- Click on a checkbox to painted row: ${ms(median(completed))}`)
    print(`- Frame while scrolling: ${ms(median(frames))}`)
    print(`- Requests on refocus: ${onRefocus}`)
    print(`- Enter to painted row in another tab: ${ms(median(inOtherTab))}`)
    print(`- First row at 1280×860: ${tops[0]} px, at 360×740: ${tops[1]} px`)
  })
}

/** Waits until the list has every task. Only the rows in sight are rendered. */
async function showAll(page: Page, count: number): Promise<void> {
  await expect(taskList(page)).toHaveAttribute('aria-rowcount', String(count), { timeout: 60_000 })
  await idle(page)
}

async function timeToAdd(page: Page, title: string): Promise<number> {
  await page.getByRole('textbox', { name: 'New task' }).click()
  await page.keyboard.type(title)
  const selector = `[aria-label='Complete "${title}"']`
  return timeUntilPainted(page, { event: 'keydown', selector }, () => page.keyboard.press('Enter'))
}

/** Between two tabs of a browser. */
async function timesInOtherTab({ page, context }: { page: Page; context: BrowserContext }): Promise<number[]> {
  const other = await context.newPage()
  await other.goto('/')
  await ready(other)
  await idle(other)
  const times: number[] = []
  for (const round of rounds) {
    await page.bringToFront()
    await page.getByRole('textbox', { name: 'New task' }).click()
    await page.keyboard.type(`Elsewhere ${round}`)
    const selector = `[aria-label='Complete "Elsewhere ${round}"']`
    times.push(await timeUntilPaintedElsewhere([page, other], selector, () => page.keyboard.press('Enter')))
  }
  await other.close()
  return times
}

async function timeToComplete(page: Page, title: string): Promise<number> {
  const selector = `[aria-label='Reopen "${title}"']`
  const box = task(page, title).getByRole('checkbox')
  return timeUntilPainted(page, { event: 'click', selector }, () => box.click())
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[(times - 1) / 2] ?? Number.NaN
const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`
const print = (line: string) => process.stdout.write(`${line}\n`)
