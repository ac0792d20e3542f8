import type { Page, Request } from '@playwright/test'

const quietMs = 500

/**
 * Resolves when nothing was loaded for half a second. The stream of live updates is always open, so Playwright’s own
 * `networkidle` never comes.
 */
export async function idle(page: Page): Promise<void> {
  const events = ['request', 'requestfinished', 'requestfailed'] as const
  let timer: NodeJS.Timeout | undefined
  let done: () => void = () => undefined
  const restart = (request?: Request) => {
    if (request?.url().includes('/trpc/sync.live')) return
    clearTimeout(timer)
    timer = setTimeout(done, quietMs)
  }
  await page.waitForLoadState('load')
  await new Promise<void>((resolve) => {
    done = resolve
    for (const event of events) page.on(event as 'request', restart)
    restart()
  })
  for (const event of events) page.off(event as 'request', restart)
}
