import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { textFiles, write } from './tools.js'

/** The name of this product now: that of the root package. */
export const presentName = (root: string): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name

/**
 * Replaces a name wherever it is a whole word: `@name/api`, `Name`, `NAME_TOKEN`, `name_tasks`, and as a part of `NameError`
 * and `nameError`; not inside of another word, such as `rename`.
 */
export function replaceName(text: string, from: string, to: string): string {
  const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
  return text
    .replaceAll(new RegExp(`(?<![A-Za-z0-9])${from}(?![a-z0-9])`, 'g'), to)
    .replaceAll(new RegExp(`(?<![A-Z])${capitalized(from)}(?![a-z0-9])`, 'g'), capitalized(to))
    .replaceAll(new RegExp(`(?<![A-Za-z0-9])${from.toUpperCase()}(?![A-Za-z0-9])`, 'g'), to.toUpperCase())
}

/** Why the product cannot get this name; empty if it can. One word can be a scope on npm, a variable and a table alike. */
export function renameFaults(root: string, to: string): string[] {
  if (!/^[a-z][a-z0-9]{1,29}$/.test(to)) return [`"${to}" is not a name: use lower-case letters and digits.`]
  const installed = [`node_modules/@${to}`, `node_modules/.bin/${to}`].filter((path) => existsSync(join(root, path)))
  const users = named(root).filter(({ path, text }) => replaceName(path + text, to, '') !== path + text)
  return [
    ...installed.map((path) => `"${to}" is the name of something that is installed: ${path}.`),
    ...users.slice(0, 3).map(({ path }) => `"${to}" has a meaning already, in ${path}.`),
  ]
}

/** Renames the product, in all files under version control and in their paths. @returns the new paths of the files changed */
export function rename(root: string, to: string): string[] {
  const from = presentName(root)
  return named(root).flatMap(({ path, text }) => {
    const [newPath, newText] = [replaceName(path, from, to), replaceName(text, from, to)]
    if (newPath === path && newText === text) return []
    rmSync(join(root, path))
    write(root, { path: newPath, text: newText })
    return [newPath]
  })
}

/** The files that can carry the name. Recorded answers and packages of older versions keep the one they had. */
const named = (root: string) => textFiles(root).filter(({ path }) => !path.includes('/fixtures/'))
