import { execFile } from 'node:child_process'
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnv, root } from '@ownlist/stack'

/** Resolves if the program succeeds. @throws {Error} with the end of what it said */
export async function succeed(ended: Promise<Ended>): Promise<void> {
  const { code, said } = await ended
  if (code !== 0) throw new Error(said.slice(-5_000))
}

/** How a program ended. */
interface Ended {
  readonly code: number
  /** Everything it said. */
  readonly said: string
}

/** This repository as it stands, what is not committed too, somewhere else. Disposing of it removes it. */
export interface Copy extends AsyncDisposable {
  readonly folder: string
  run(program: string, ...args: string[]): Promise<Ended>
  /** `pnpm`, as the README calls it. */
  pnpm(...args: string[]): Promise<Ended>
  /** Commits everything. */
  commit(): Promise<void>
}

export async function copyRepository(): Promise<Copy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ownlist-copy-')))
  const run = (program: string, ...args: string[]) => runIn(folder, program, args)
  const { said } = await runIn(root, 'git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  for (const path of said.split('\0').filter(Boolean)) {
    // What was removed, and not committed, is listed as well.
    await cp(join(root, path), join(folder, path)).catch(() => undefined)
  }
  const copy: Copy = {
    folder,
    run,
    pnpm: (...args) => run('npx', '-y', 'pnpm@12', ...args),
    async commit() {
      await run('git', 'add', '--all')
      await run('git', '-c', 'user.name=A test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'As it stands')
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
  await run('git', 'init', '-q')
  await copy.commit()
  const installed = await copy.pnpm('install', '--prefer-offline', '--frozen-lockfile')
  if (installed.code !== 0) throw new Error(installed.said)
  return copy
}

function runIn(cwd: string, program: string, args: readonly string[]): Promise<Ended> {
  // A test runner's own settings are not for what it starts.
  const { NODE_ENV: _, VITEST: __, ...env } = readEnv()
  return new Promise((resolve) => {
    const options = { cwd, env: { ...env, NODE_ENV: undefined }, maxBuffer: 64 * 1024 * 1024 }
    execFile(program, args, options as object, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, said: `${stdout}${stderr}` })
    })
  })
}
