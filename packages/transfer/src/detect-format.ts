import { hasTable } from './csv-table.js'
import { decodeText, requireSize } from './decode-text.js'
import { ImportError } from './import-error.js'
import type { ImportFile } from './import-options.js'
import { parseJson } from './json-values.js'
import { isGoogleTasks } from './readers/google-tasks.js'
import { microsoftLists } from './readers/microsoft-to-do.js'
import { isOutlookHeader } from './readers/outlook-columns.js'
import { isOwnJson } from './readers/own-json.js'
import { isThings } from './readers/things.js'
import { isTickTickHeader } from './readers/ticktick.js'
import { isTodoistHeader } from './readers/todoist.js'
import { vikunjaProjects } from './readers/vikunja.js'

export const importFormats = [
  'ownlist',
  'todoist',
  'ticktick',
  'microsoft-to-do',
  'outlook',
  'google-tasks',
  'vikunja',
  'vikunja-json',
  'things',
  'ics',
  'todo.txt',
] as const

export type ImportFormat = (typeof importFormats)[number]

/**
 * The format of a file, detected from its content. Only plain text is detected by its name.
 * @throws {ImportError} `UNKNOWN_FORMAT`, `EMPTY`, `TOO_LARGE` or `DAMAGED`
 */
export function detectFormat({ name, bytes }: ImportFile): ImportFormat {
  requireSize(bytes)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'vikunja'
  const text = decodeText(bytes)
  const start = text.trimStart()
  const format =
    /^[[{]/.test(start) && !/\.(csv|txt)$/i.test(name) ? formatOfJson(parseJson(start)) : formatOfText(start, name)
  if (format !== null) return format
  throw new ImportError(
    'UNKNOWN_FORMAT',
    'The file has none of the formats that can be imported. docs/import.md lists them, and how to export from each app.',
  )
}

function formatOfText(text: string, name: string): ImportFormat | null {
  if (/^BEGIN:VCALENDAR/i.test(text)) return 'ics'
  return formatOfTable(text) ?? (/\.txt$/i.test(name) ? 'todo.txt' : null)
}

function formatOfTable(text: string): ImportFormat | null {
  if (!/[,;\t]/.test(text)) return null
  if (hasTable(text, isTodoistHeader)) return 'todoist'
  if (hasTable(text, isTickTickHeader)) return 'ticktick'
  return hasTable(text, isOutlookHeader) ? 'outlook' : null
}

function formatOfJson(json: unknown): ImportFormat | null {
  if (isOwnJson(json)) return 'ownlist'
  if (isGoogleTasks(json)) return 'google-tasks'
  if (isThings(json)) return 'things'
  if (microsoftLists(json).length > 0) return 'microsoft-to-do'
  return vikunjaProjects(json).length > 0 ? 'vikunja-json' : null
}
