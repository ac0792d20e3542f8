import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError, exitCodes } from './cli-error.js'
import type { CliSettings } from './settings.js'

/** What this program has deleted: no list shows it, so nothing else knows its whole id by its end. */
export interface DeletedRows {
  remember(id: string): Promise<void>
  /**
   * The id that a person means by a whole id, or by four or more characters of its end. What is no end of an id is given back
   * as it is, for the API to refuse.
   * @throws {CliError} if nothing that was deleted here, or more than one thing, ends so
   */
  find(ref: string): Promise<string>
}

/** Keeps ids, and nothing else of what was deleted, in a file of the settings' folder; the last thousand count. */
export function deletedRows({ configDir }: Pick<CliSettings, 'configDir'>): DeletedRows {
  const path = join(configDir, 'deleted')
  return {
    async remember(id) {
      await mkdir(configDir, { recursive: true, mode: 0o700 })
      await appendFile(path, `${id}\n`, { mode: 0o600 })
    },
    async find(ref) {
      const end = ref.toLowerCase()
      if (!/^[0-9a-f]{4,12}$/.test(end)) return ref
      const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').slice(-remembered)
      const [id, ...others] = new Set(lines.filter((line) => line.endsWith(end)))
      if (id === undefined) {
        throw new CliError(exitCodes.notFound, `Nothing that was deleted here ends in ${end}. Give its whole id.`)
      }
      if (others.length > 0) {
        throw new CliError(exitCodes.usage, `Several that were deleted end in ${end}. Name more of it.`)
      }
      return id
    },
  }
}

const remembered = 1_000
