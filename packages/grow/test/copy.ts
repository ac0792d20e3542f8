import { execFile } from 'node:child_process'
import { constants, copyFileSync, existsSync, mkdirSync, statSync, utimesSync } from 'node:fs'
import { cp, mkdtemp, readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readEnv, root } from '@ownlist/stack'

/** How a program ended. */
export interface Ended {
  readonly code: number
  /** Everything it printed. */
  readonly output: string
}

/** This repository with its uncommitted changes, in another folder. Disposing of it removes it. */
export interface Copy extends AsyncDisposable {
  readonly folder: string
  /** Runs a program of `node_modules/.bin`, or one that is installed on this machine. */
  run(program: string, ...args: string[]): Promise<Ended>
  /** Runs a command of the generator, such as `new:resource`. */
  grow(command: string, ...args: string[]): Promise<Ended>
  /** Lists what differs from the last commit, in Git's short format. */
  changes(): Promise<string>
  commit(): Promise<void>
  /** Returns to the last commit. */
  reset(): Promise<void>
  /** Links the packages under another scope, as an install would after it was renamed. */
  relink(from: string, to: string): Promise<void>
}

/** Waits for a program that should succeed. @throws {Error} with the end of its output */
export async function succeed(ended: Promise<Ended>): Promise<string> {
  const { code, output } = await ended
  if (code !== 0) throw new Error(output.slice(0, 3_000) + output.slice(-2_000))
  return output
}

/** Types and lint, as `pnpm check` does them. @throws {Error} with the output of what fails */
export async function compileAndLint(copy: Copy): Promise<void> {
  await succeed(copy.run('node', 'prisma/generate.mjs', 'tasks'))
  // Several checkers would each check the files that they share, which takes twice the CPU time.
  await succeed(copy.run('tsc', '-b', '--checkers', '1'))
  await succeed(copy.run('tsc', '-p', 'apps/web', '--checkers', '1'))
  await succeed(copy.run('biome', 'ci', '--error-on-warnings', '.'))
}

/** Every test but those of the browser and of the generator, which would copy the copy. @throws {Error} with the output */
export async function runWholeSuite(copy: Copy): Promise<void> {
  await succeed(copy.run('vitest', 'run', '--project', '!grow'))
}

const options = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE }

/**
 * @param installed `linked` shares the installed packages of this repository, so pnpm must not run in the copy; `new` takes a
 * minute, and then it may
 */
export async function copyRepository(installed: 'linked' | 'new' = 'linked'): Promise<Copy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'repository-copy-')))
  const { output } = await runIn(root, 'git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  // Files that were removed, and are still in the last commit, are listed as well.
  const paths = output.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  for (const path of paths) copyFile(join(root, path), join(folder, path))
  if (installed === 'linked') await copyInstalled(folder)
  else await succeed(runIn(folder, 'npx', ['-y', 'pnpm@12', 'install', '--prefer-offline', '--frozen-lockfile']))
  const run = (program: string, ...args: string[]) => runIn(folder, program, args)
  const commit = async () => {
    await succeed(run('git', 'add', '--all'))
    await run('git', '-c', 'user.name=A test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'A state')
  }
  await succeed(run('git', 'init', '-q'))
  await commit()
  await succeed(run('tsc', '-b', 'packages/grow'))
  return {
    folder,
    run,
    grow: (command, ...args) => run('node', 'packages/grow/dist/main.js', command, ...args),
    changes: async () => (await run('git', 'status', '--porcelain', '--untracked-files=all')).output,
    commit,
    async reset() {
      await succeed(run('git', 'reset', '-q', '--hard'))
      await succeed(run('git', 'clean', '-qfd'))
    },
    async relink(from, to) {
      for (const path of ['.', ...(await packageFolders())]) {
        const modules = join(folder, path, 'node_modules')
        if (existsSync(join(modules, from))) await rename(join(modules, from), join(modules, to))
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Keeps the time of the last change, because the compiler compares it with that of its output. A fifth of the time of `cp`. */
function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to, options.mode)
  const { atime, mtime } = statSync(from)
  utimesSync(to, atime, mtime)
}

/** The folders of all packages, from the root. */
async function packageFolders(): Promise<string[]> {
  const groups = ['apps', 'docs', 'packages', 'examples'].map(async (group) =>
    (await readdir(join(root, group))).map((name) => join(group, name)),
  )
  return ['bench', ...(await Promise.all(groups)).flat()]
}

/** The links to installed packages, which are relative, and what was generated and built. */
async function copyInstalled(folder: string): Promise<void> {
  for (const path of await packageFolders()) {
    for (const kept of ['node_modules', 'dist', 'src/generated', 'src/auth/generated']) {
      if (existsSync(join(root, path, kept))) await cp(join(root, path, kept), join(folder, path, kept), options)
    }
  }
  const isOwn = (path: string) => ![join(root, 'node_modules/.pnpm'), join(root, 'node_modules/.cache')].includes(path)
  await cp(join(root, 'node_modules'), join(folder, 'node_modules'), { ...options, filter: isOwn })
  await symlink(join(root, 'node_modules/.pnpm'), join(folder, 'node_modules/.pnpm'))
}

function runIn(cwd: string, program: string, args: readonly string[]): Promise<Ended> {
  const installed = join(cwd, 'node_modules/.bin', program)
  // A test runner's own settings are not for the programs it starts.
  const { NODE_ENV: _, VITEST: __, ...env } = readEnv()
  return new Promise((resolve) => {
    const settings = { cwd, env: { ...env, NODE_ENV: undefined }, maxBuffer: 64 * 1024 * 1024 } as object
    execFile(existsSync(installed) ? installed : program, args, settings, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` })
    })
  })
}
