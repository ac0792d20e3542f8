import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * Chromium and related browsers, as systems install them. The first one has no windows, and takes three quarters of the CPU
 * time.
 */
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * For Playwright's `launchOptions`.
 * @returns {{ executablePath?: string } | null} empty for Playwright's own Chromium, which it finds automatically; null if
 * there is none
 */
export function findChromium() {
  if (existsSync(chromium.executablePath())) return {}
  const executablePath = installed.find((path) => existsSync(path))
  return executablePath === undefined ? null : { executablePath }
}

/** Sees to it that there is a Chromium: the system's packages where they may be installed, Playwright's download elsewhere. */
function installChromium() {
  const run = (program, ...args) => spawnSync(program, args, { stdio: 'inherit' }).status === 0
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const install = (name) => run('apt-get', 'install', '-y', '-qq', name)
    run('apt-get', 'update', '-qq') && (install('chromium-headless-shell') || install('chromium'))
  } else {
    run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium')
  }
}

if (import.meta.filename === process.argv[1]) {
  if (findChromium() === null) installChromium()
  if (findChromium() === null) {
    process.stderr.write(
      'The browser tests need Chromium: install your system’s package, such as `apt-get install chromium`.\n',
    )
    process.exit(1)
  }
}
