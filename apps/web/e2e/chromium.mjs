import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns {string} the path of Playwright's own Chromium, or of one that is installed; empty if there is none */
export function findChromium() {
  return [chromium.executablePath(), ...usual].find((path) => existsSync(path)) ?? ''
}

/** Sees to it that there is a Chromium: the system's packages where they may be installed, Playwright's download elsewhere. */
function installChromium() {
  const run = (program, ...args) => spawnSync(program, args, { stdio: 'inherit' }).status === 0
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', 'update', '-qq') && run('apt-get', 'install', '-y', '-qq', 'chromium')
  } else {
    run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium')
  }
}

if (import.meta.filename === process.argv[1]) {
  if (findChromium() === '') installChromium()
  if (findChromium() === '') {
    process.stderr.write(
      'The browser tests need Chromium: install your system’s package, such as `apt-get install chromium`.\n',
    )
    process.exit(1)
  }
}
