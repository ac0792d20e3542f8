import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { uncommittedFiles } from './git.js'

/** A file that does not exist yet. */
interface NewFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
}

/** A line that goes into a file, before its marker: a line of its own that consists of a comment. */
interface Line {
  readonly path: string
  readonly marker: string
  readonly text: string
}

/** Everything that is done to a repository; it is done as a whole, or not at all. */
export interface Plan {
  readonly files: readonly NewFile[]
  readonly lines: readonly Line[]
}

/** The paths of the files that a plan changes, each once. */
export const changedPaths = ({ lines }: Plan): string[] => [...new Set(lines.map(({ path }) => path))]

/** Everything that keeps a plan from being carried out: files that exist, uncommitted changes, and missing markers. */
export function obstacles(root: string, plan: Plan): string[] {
  const existing = plan.files.filter(({ path }) => existsSync(join(root, path)))
  return [
    ...existing.map(({ path }) => `${path} exists already.`),
    ...uncommittedFiles(root)
      .filter((path) => changedPaths(plan).includes(path))
      .map((path) => `${path} has uncommitted changes. Commit them first.`),
    ...plan.lines.flatMap(({ path, marker }) => {
      const count = readLines(root, path).filter((line) => line.trim() === marker).length
      return count === 1 ? [] : [`${path} has ${count} lines "${marker}". It needs exactly one.`]
    }),
  ]
}

const readLines = (root: string, path: string) => readFileSync(join(root, path), 'utf8').split('\n')

/** Carries out a plan that has no obstacles. */
export async function carryOut(root: string, plan: Plan): Promise<void> {
  for (const { path, text } of plan.files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const { path, marker, text } of plan.lines) {
    const lines = readLines(root, path)
    const at = lines.findIndex((line) => line.trim() === marker)
    lines.splice(
      at,
      0,
      (lines[at] ?? '').replace(marker, () => text),
    )
    await writeFile(join(root, path), lines.join('\n'))
  }
}

/** Removes unused imports, sorts the others and breaks lines as everywhere in this repository. @throws {Error} with Biome's message */
export function format(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  for (const args of [
    ['lint', '--write', '--unsafe', '--only=correctness/noUnusedImports'],
    ['check', '--write'],
  ]) {
    const all = [biome, ...args, '--no-errors-on-unmatched', ...paths]
    const { status, stderr } = spawnSync(process.execPath, all, { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(`The files are written, but not formatted:\n${stderr}`)
  }
}
