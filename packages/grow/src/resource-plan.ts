import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Names } from './names.js'
import type { Plan } from './plan.js'

const templates = fileURLToPath(new URL('../templates/', import.meta.url))
const eta = new Eta({ autoEscape: false, autoTrim: false, useWith: true })

/** What a new resource consists of. */
export interface ResourcePlan extends Plan {
  /** The folders that are the resource's own. */
  readonly folders: readonly string[]
}

/**
 * A resource with a title and a body: table, store, procedures, page, and the tests of each. Its files come
 * from `templates/resource`, its lines in the registry of each layer from `templates/resource-lines.json`.
 * @param date of its migration, as `migrationDate` has it
 */
export function planResource(names: Names, date: string): ResourcePlan {
  const words = { ...names, date }
  const render = (text: string) => eta.renderString(text, words)
  const rename = (path: string) =>
    Object.entries(words).reduce((text, [key, word]) => text.replaceAll(`[${key}]`, word), path)
  const folder = join(templates, 'resource')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort()
  const ownFolders = paths
    .map((path) => path.slice(0, path.lastIndexOf('/')))
    .filter((path) => path.endsWith('[kebabs]'))
  return {
    files: paths.map((path) => ({
      path: rename(path.slice(0, -'.eta'.length)),
      text: render(readFileSync(join(folder, path), 'utf8')),
    })),
    lines: JSON.parse(render(readFileSync(join(templates, 'resource-lines.json'), 'utf8'))) as ResourcePlan['lines'],
    folders: [...new Set(ownFolders.map(rename))],
  }
}

/** Now, or where a clock is behind, a second after the newest migration: `YYYYMMDDhhmmss`, in UTC. */
export function migrationDate(root: string, now: Date): string {
  const newest = readdirSync(join(root, 'prisma/tasks/migrations'))
    .map((name) => Number(name.slice(0, 14)))
    .filter(Number.isSafeInteger)
  const present = Number(now.toISOString().replace(/\D/g, '').slice(0, 14))
  return String(Math.max(present, ...newest.map((date) => date + 1)))
}
