import { defineConfig } from '@playwright/test'
import { findChromium } from './e2e/chromium.mjs'

export default defineConfig({
  testDir: 'e2e',
  // Each worker has a system of its own, which its tests may stop and start. Tests spend much of their time waiting.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  // A busy machine can make one of so many tests late. One that passes only when repeated is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    launchOptions: {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    // Not a test: makes the pictures of the docs. `pnpm screenshots`
    { name: 'screenshots', testMatch: 'screenshots.ts' },
  ],
})
