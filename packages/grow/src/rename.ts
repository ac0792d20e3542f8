import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { trackedFiles, uncommittedFiles } from './git.js'

/** One word, which can be a scope on npm, a variable, a table and a command alike. */
const shape = /^[a-z][a-z0-9]{1,29}$/

/** Recorded answers and packages of older versions: their name is part of what they record. */
const isRecorded = (path: string) => path.includes('/fixtures/')

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The name of this product now: that of the root package. */
export function presentName(root: string): string {
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name: string }
  return name
}

/**
 * Replaces a name wherever it is a whole word: `@name/api`, `Name`, `NAME_TOKEN`, `name_tasks`, and as a part of `NameError`
 * and `nameError`; not inside of another word, such as `rename`.
 */
export function replaceName(text: string, from: string, to: string): string {
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])${from}(?![a-z0-9])|(?<![A-Z])${capitalized(from)}(?![a-z0-9])|(?<![A-Za-z0-9])${from.toUpperCase()}(?![A-Za-z0-9])`,
    'g',
  )
  return text.replace(pattern, (found) => {
    if (found === from) return to
    return found === capitalized(from) ? capitalized(to) : to.toUpperCase()
  })
}

/** Why the product cannot get this name; empty if it can. */
export function renameFaults(root: string, to: string): string[] {
  if (!shape.test(to)) return [`"${to}" is not a name: use one word of small letters and digits.`]
  if (uncommittedFiles(root).length > 0)
    return ['There are uncommitted changes. Commit them first, so that you can go back.']
  const installed = [`node_modules/@${to}`, `node_modules/.bin/${to}`].filter((path) => existsSync(join(root, path)))
  const users = texts(root).filter(({ path, text }) => replaceName(path + text, to, `${to}x`) !== path + text)
  return [
    ...installed.map((path) => `"${to}" is the name of something that is installed: ${path}.`),
    ...users.slice(0, 3).map(({ path }) => `"${to}" has a meaning already, in ${path}.`),
  ]
}

/** Renames the product, in all files under version control and in their paths, from its present name. @returns the files changed */
export function rename(root: string, to: string): string[] {
  const from = presentName(root)
  return texts(root).flatMap(({ path, text }) => {
    const [newPath, newText] = [replaceName(path, from, to), replaceName(text, from, to)]
    if (newPath === path && newText === text) return []
    mkdirSync(dirname(join(root, newPath)), { recursive: true })
    if (newPath !== path) renameSync(join(root, path), join(root, newPath))
    if (newText !== text) writeFileSync(join(root, newPath), newText)
    return [newPath]
  })
}

/** The files that can carry the name; pictures and archives cannot. */
const texts = (root: string) =>
  trackedFiles(root)
    .filter((path) => !isRecorded(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
