import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The paths under version control, from the root. @throws {Error} with Git's message */
export const trackedFiles = (root: string): string[] => git(root, 'ls-files', '-z')

/** Files with changes that are in no commit, new files included. @throws {Error} with Git's message */
export const uncommittedFiles = (root: string): string[] =>
  git(root, 'status', '--porcelain', '--no-renames', '--untracked-files=all', '-z').map((line) => line.slice(3))

const git = (root: string, ...args: string[]): string[] =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\0')
    .filter(Boolean)

/** A path from the root of the repository, and a text for it. */
export type PathAndText = { readonly path: string; readonly text: string }

/** The files under version control that are text; pictures and archives are not. */
export const textFiles = (root: string): PathAndText[] =>
  trackedFiles(root)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))

/** Writes a text, and makes its folder. */
export function write(root: string, { path, text }: PathAndText): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Runs a JavaScript program of the repository, such as the formatter. @throws {Error} if it fails; its messages are printed */
export const runProgram = (root: string, path: string, ...args: string[]): void =>
  void execFileSync(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })

/** Removes unused imports, sorts the others, and breaks lines as everywhere in this repository. */
export const format = (root: string, ...paths: string[]): void =>
  runProgram(root, 'node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--no-errors-on-unmatched', ...paths)
