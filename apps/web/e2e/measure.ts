// domain: tasks

import { cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { idle } from './idle'
import { countNodes, type LoadFigures, measureLoad, scrollFrame, timeUntilPainted, usedHeap } from './page-figures'
import { createTasks, ready, task, taskList } from './tasks'

/** Each figure is the median of so many measurements. */
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
    const storageState = await person.context.storageState()

    const loads: LoadFigures[] = []
    for (const _ of rounds) {
      await using context = await browser.newContext({ baseURL: system.webUrl, locale: 'en-GB', storageState })
      loads.push(await measureLoad(await context.newPage()))
    }
    const { page } = person
    await page.reload()
    await ready(page)
    await showAll(page, count)
    const usage = [await countNodes(page), await usedHeap(page)]
    const frames: number[] = []
    for (const _ of rounds) frames.push(await scrollFrame(page))
    await page.evaluate(() => scrollTo(0, 0))
    const added: number[] = []
    const completed: number[] = []
    for (const round of rounds) added.push(await timeToAdd(page, `Measured ${round}`))
    for (const round of rounds) completed.push(await timeToComplete(page, `Measured ${round}`))

    print(`\n## ${count.toLocaleString('en')} tasks\n`)
    const load = (figure: keyof LoadFigures) => median(loads.map((each) => each[figure]))
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
  })
}

/** Waits until the list has every task. Only the rows in sight exist. */
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

async function timeToComplete(page: Page, title: string): Promise<number> {
  const selector = `[aria-label='Reopen "${title}"']`
  const box = task(page, title).getByRole('checkbox')
  return timeUntilPainted(page, { event: 'click', selector }, () => box.click())
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[(times - 1) / 2] ?? Number.NaN
const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`
const print = (line: string) => process.stdout.write(`${line}\n`)
