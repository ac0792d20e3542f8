import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import { globSync } from 'tinyglobby'
import type { Names } from './names.js'
import type { PathAndText } from './tools.js'

const templates = fileURLToPath(new URL('../templates/', import.meta.url))
const eta = new Eta({ autoEscape: false, autoTrim: false, useWith: true })

/**
 * The files of a resource with a title and a body, from `templates/resource`: table, store, procedures, offline rows, page,
 * and the tests of each.
 * @param date of its migration, as `migrationDate` returns it
 */
export function resourceFiles(names: Names, date: string): PathAndText[] {
  const words = Object.entries({ ...names, date })
  const folder = join(templates, 'resource')
  return globSync('**', { cwd: folder }).map((path) => ({
    path: words.reduce((text, [key, word]) => text.replaceAll(`[${key}]`, word), path).slice(0, -'.eta'.length),
    text: eta.renderString(readFileSync(join(folder, path), 'utf8'), { ...names, date }),
  }))
}

/** Now, or where a clock is behind, a second after the newest migration: `YYYYMMDDhhmmss`, in UTC. */
export function migrationDate(root: string, now: Date): string {
  const dates = readdirSync(join(root, 'prisma/tasks/migrations')).map((name) => Number(name.slice(0, 14)))
  const present = Number(now.toISOString().replaceAll(/\D/g, '').slice(0, 14))
  return String(Math.max(present, ...dates.filter(Number.isSafeInteger).map((date) => date + 1)))
}

/** The registries of all layers, each with a line for the resource. @throws {Error} if one lacks the marker before which lines are added */
export function registriesWith(root: string, names: Names): PathAndText[] {
  const added = eta.renderString(readFileSync(join(templates, 'resource-lines.json'), 'utf8'), names)
  return Object.entries<string>(JSON.parse(added)).map(([path, line]) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n')
    const place = lines.findIndex((each) => each.trim() === '// domain: entry')
    if (place === -1) throw new Error(`Nothing was changed: ${path} needs the line "// domain: entry".`)
    return { path, text: lines.toSpliced(place, 0, line).join('\n') }
  })
}
