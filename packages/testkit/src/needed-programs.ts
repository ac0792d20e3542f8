import { spawnSync } from 'node:child_process'
import { accessSync, appendFileSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, inject, test } from 'vitest'

// Some tests need programs that npm cannot install. If one is missing, the run ends with a line that lists the tests that
// were not run. On CI, the run fails.

declare module 'vitest' {
  export interface ProvidedContext {
    /** Whether a missing program is a failure. */
    ci: boolean
    /** The file with a line for each group of tests that was not run. */
    notRun: string
  }
}

/** A program that some tests need. */
export interface NeededProgram<Program = string> {
  /** Its path, or what else the tests need to run it; null if it is missing. */
  readonly program: Program | null
  /** What is missing and what to do, as a sentence. */
  readonly howToInstall: string
}

/**
 * A group of tests that need a program. Without the program, they are skipped and listed at the end of the run; on CI they
 * fail.
 * @param title unique in the repository
 */
export function describeWith<Program>(
  { program, howToInstall }: NeededProgram<Program>,
  title: string,
  tests: (program: Program) => void,
): void {
  if (program !== null) return void describe(title, () => tests(program))
  if (inject('ci')) {
    test(title, () => {
      throw new Error(howToInstall)
    })
    return
  }
  describe.skip(title)
  appendFileSync(inject('notRun'), `${JSON.stringify({ title, howToInstall })}\n`)
}

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** @param name of the program, and of its package in Debian and Homebrew. It is installed if the tests run as root on Debian */
export function needProgram(name: string): NeededProgram {
  const howToInstall = `${name} is not installed: run \`apt-get install ${name}\`, or \`brew install ${name}\`.`
  const found = findProgram(name)
  if (found !== null || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return { program: found, howToInstall }
  }
  run('apt-get', 'update', '-qq')
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', name)
  return { program: findProgram(name), howToInstall }
}

const run = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' })

const findProgram = (name: string): string | null =>
  folders.map((folder) => join(folder, name)).find(isExecutable) ?? null

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
