import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, type NewFile } from './change.js'

/** What leads from this repository to one without the sample domain. */
export interface Ejection {
  /** Files and folders that go. */
  readonly remove: readonly string[]
  /** Tests that go, by a part of their title, out of files that stay. */
  readonly cut: Readonly<Record<string, readonly string[]>>
  /** In a file: each text, which stands there exactly once, and what comes in its place. */
  readonly edits: Readonly<Record<string, readonly (readonly [from: string | RegExp, to: string])[]>>
  /** In every file below a folder, or in one file. */
  readonly everywhere: readonly (readonly [within: string, from: string | RegExp, to: string])[]
}

const overlay = fileURLToPath(new URL('../templates/ejected/', import.meta.url))

/** What of an ejection has no place in the repository: paths that are not there, texts that stand nowhere, or twice. */
export async function ejectionFaults(root: string, ejection: Ejection): Promise<string[]> {
  const { remove, cut, edits } = ejection
  const gone = remove.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is not there.`)
  const faults: string[] = []
  for (const path of new Set([...Object.keys(cut), ...Object.keys(edits)])) {
    const text = await readFile(join(root, path), 'utf8').catch(() => '')
    for (const title of cut[path] ?? [])
      if (withoutTest(text, title) === null) faults.push(`${path} has no test with this in its title: ${title}`)
    for (const [from] of edits[path] ?? []) {
      const times = text.split(from).length - 1
      if (times !== 1) faults.push(`${path} holds this ${times} times, not once: ${from}`)
    }
  }
  return [...gone, ...faults]
}

/** Carries an ejection out that has no faults: removes, cuts, edits, and lays the files of `templates/ejected` over the rest. */
export async function eject(root: string, { remove, cut, edits, everywhere }: Ejection): Promise<void> {
  // They may be among what goes.
  const files = await readOverlay()
  for (const path of remove) await rm(join(root, path), { recursive: true })
  for (const path of trackedFiles(root)) {
    const before = await readFile(join(root, path), 'utf8')
    const whole = (cut[path] ?? []).reduce((text, title) => withoutTest(text, title) ?? text, before)
    const edited = (edits[path] ?? []).reduce((text, [from, to]) => text.replace(from, () => to), whole)
    const after = everywhere.reduce(
      (text, [within, from, to]) => (path.startsWith(within) ? text.replaceAll(from, to) : text),
      edited,
    )
    if (after !== before) await writeFile(join(root, path), after)
  }
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  format(root, ['.'])
}

async function readOverlay(): Promise<NewFile[]> {
  const entries = await readdir(overlay, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return await Promise.all(
    paths.map(async (path) => ({
      path: relative(overlay, path).replace(/\.eta$/, ''),
      text: await readFile(path, 'utf8'),
    })),
  )
}

/** The text without the `test` or `describe` of that title, which ends where a line closes what its first one opened; null without one. */
export function withoutTest(text: string, title: string): string | null {
  const lines = text.split('\n')
  const titled = lines.findIndex((line) => line.includes(title))
  const start = lines.findLastIndex((line, n) => n <= titled && /^\s*(test|describe)\b/.test(line))
  if (titled === -1 || start === -1) return null
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0] ?? ''
  const end = lines.findIndex((line, n) => n >= titled && (line === `${indent}})` || line === `${indent})`))
  if (end === -1) return null
  const after = lines[end + 1] === '' ? end + 2 : end + 1
  return [...lines.slice(0, start), ...lines.slice(after)].join('\n')
}

function trackedFiles(root: string): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  const { stdout: gone } = spawnSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' })
  const deleted = new Set(gone.split('\0'))
  return stdout
    .split('\0')
    .filter((path) => /\.(tsx?|jsonc?|mjs|eta|md|ya?ml|prisma)$/.test(path) && !deleted.has(path))
}
