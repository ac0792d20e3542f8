import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError, exitCodes } from './cli-error.js'
import type { CliSettings } from './settings.js'
import { text } from './texts/text.js'

/** The ids of rows that this program has deleted. No list shows them, so nothing else can complete the end of an id. */
export interface DeletedRows {
  remember(id: string): Promise<void>
  /**
   * Finds the id for a whole id, or for four or more characters of its end. Anything else is returned unchanged, for
   * the API to refuse.
   * @throws {CliError} if nothing that was deleted here, or more than one row, ends with these characters
   */
  find(ref: string): Promise<string>
}

/** Saves only the ids of what was deleted, in a file in the settings folder. Only the last thousand are used. */
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
        throw new CliError(exitCodes.notFound, text('tasks.noneDeleted', { end }))
      }
      if (others.length > 0) {
        throw new CliError(exitCodes.usage, text('tasks.severalDeleted', { end }))
      }
      return id
    },
  }
}

const remembered = 1_000
