import { defineConfig } from '@playwright/test'
import { findChromium } from './e2e/chromium.mjs'

export default defineConfig({
  testDir: 'e2e',
  // Each worker has a system of its own, which its tests may stop and start. Tests spend much of their time waiting.
  workers: 3,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  // A busy machine can make one of so many tests late. One that passes only when repeated is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  use: {
    // A trace of every test costs a quarter of the CPU time. `--trace on` makes one of a test that fails here.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    // Animations cost a tenth of the CPU time.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...findChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    // Not a test: makes the pictures of the docs. `pnpm screenshots`
    { name: 'screenshots', testMatch: 'screenshots.ts' },
    // Not a test: measures what a page costs. `pnpm --filter @ownlist/web measure`
    { name: 'measure', testMatch: 'measure.ts', use: { screenshot: 'off' } },
  ],
})
