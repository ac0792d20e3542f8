import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file that is not there yet. */
export interface NewFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
}

/** Text that goes into a file, beside what stands in it exactly once. */
export interface Insertion {
  readonly path: string
  readonly where: 'before' | 'after'
  readonly anchor: string
  readonly text: string
}

/** The whole of what is to be done to a repository, which is done or not at all. */
export interface Plan {
  readonly files: readonly NewFile[]
  readonly insertions: readonly Insertion[]
}

/** The paths that a plan changes, each once. */
export const changedPaths = ({ insertions }: Plan): string[] => [...new Set(insertions.map(({ path }) => path))]

/**
 * Everything that keeps a plan from being carried out: files that are there already, files with changes that are in no commit
 * yet (one could not be told from the other afterwards), and places that are not to be found.
 */
export async function obstacles(root: string, plan: Plan): Promise<string[]> {
  const there = plan.files
    .filter(({ path }) => existsSync(join(root, path)))
    .map(({ path }) => `${path} exists already.`)
  const dirty = uncommitted(root, changedPaths(plan)).map((path) => `${path} has changes that are not committed.`)
  return [...there, ...dirty, ...(await lostPlaces(root, plan))]
}

/** The insertions of a plan that have no place, or more than one. */
export async function lostPlaces(root: string, { insertions }: Plan): Promise<string[]> {
  const lost: string[] = []
  for (const { path, anchor } of insertions) {
    const text = await readFile(join(root, path), 'utf8').catch(() => '')
    const times = text.split(anchor).length - 1
    if (times !== 1) lost.push(`${path} holds this ${times} times, not once: ${anchor.trim()}`)
  }
  return lost
}

/** Nothing, where there is no Git to ask. */
function uncommitted(root: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return []
  const { stdout } = spawnSync('git', ['status', '--porcelain', '-z', '--', ...paths], { cwd: root, encoding: 'utf8' })
  return (stdout ?? '')
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice(3))
}

/** Carries a plan out that has no obstacles. */
export async function carryOut(root: string, plan: Plan): Promise<void> {
  for (const { path, text } of plan.files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const { path, where, anchor, text } of plan.insertions) {
    const before = await readFile(join(root, path), 'utf8')
    await writeFile(
      join(root, path),
      before.replace(anchor, () => (where === 'before' ? text + anchor : anchor + text)),
    )
  }
}

/** Takes out imports that nothing uses, sorts the others and breaks lines, as everywhere here. @throws {Error} in Biome's words */
export function format(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  for (const args of [
    ['lint', '--write', '--unsafe', '--only=correctness/noUnusedImports'],
    ['check', '--write', '--no-errors-on-unmatched'],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [biome, ...args, ...paths], { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(`Written, but not formatted:\n${stderr}`)
  }
}
