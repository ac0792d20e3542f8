import type { Page } from '@playwright/test'

/**
 * Holds back the scripts of every page that is opened from now on, as a slow network does.
 * @returns a function that lets them through
 */
export async function holdScripts(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released
    await route.continue()
  })
  return letGo
}
