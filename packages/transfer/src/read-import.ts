import { decodeText, requireSize } from './decode-text.js'
import { detectFormat, type ImportFormat } from './detect-format.js'
import type { ImportDraft } from './import-draft.js'
import { ImportError } from './import-error.js'
import type { ImportFile, ImportOptions } from './import-options.js'
import { isObject, parseJson } from './json-values.js'
import { readGoogleTasks } from './readers/google-tasks.js'
import { readIcs } from './readers/ics.js'
import { readMicrosoftToDo } from './readers/microsoft-to-do.js'
import { readOutlook } from './readers/outlook.js'
import { readOwnJson } from './readers/own-json.js'
import { readThings } from './readers/things.js'
import { readTickTick } from './readers/ticktick.js'
import { readTodoTxt } from './readers/todo-txt.js'
import { readTodoist } from './readers/todoist.js'
import { readVikunja } from './readers/vikunja.js'
import { vikunjaArchive } from './readers/vikunja-archive.js'

export interface ReadImport {
  readonly format: ImportFormat
  readonly draft: ImportDraft
}

/**
 * Reads a file of another task app, or our own. Whatever the bytes are, it returns or throws an `ImportError`.
 * @param format if not given, it is detected
 * @throws {ImportError}
 */
export function readImport(file: ImportFile, options: ImportOptions, format = detectFormat(file)): ReadImport {
  requireSize(file.bytes)
  return { format, draft: readers[format](file, options) }
}

type Reader = (file: ImportFile, options: ImportOptions) => ImportDraft

const jsonOf = ({ bytes }: ImportFile) => parseJson(decodeText(bytes).trimStart())

const readers = {
  ownlist: (file) => {
    const json = jsonOf(file)
    if (!isObject(json)) throw new ImportError('UNKNOWN_FORMAT', 'The file is not an export of Ownlist.')
    return readOwnJson(json)
  },
  todoist: ({ bytes, name }, options) => readTodoist(decodeText(bytes), name, options),
  ticktick: ({ bytes }, options) => readTickTick(decodeText(bytes), options),
  outlook: ({ bytes, name }, options) => readOutlook(decodeText(bytes), name, options),
  'microsoft-to-do': (file, options) => readMicrosoftToDo(jsonOf(file), file.name, options),
  'google-tasks': (file, options) => readGoogleTasks(jsonOf(file), file.name, options),
  things: (file, options) => readThings(jsonOf(file), options),
  vikunja: ({ bytes }, options) => {
    const { data, filters } = vikunjaArchive(bytes)
    const draft = readVikunja(parseJson(data), options)
    const hasFilters = filters !== null && /[{[]/.test(filters)
    return hasFilters
      ? { ...draft, losses: [...draft.losses, { row: 'filters.json', field: 'filters', what: 'NOT_KEPT' }] }
      : draft
  },
  'vikunja-json': (file, options) => readVikunja(jsonOf(file), options),
  ics: ({ bytes, name }, options) => readIcs(decodeText(bytes), name, options),
  'todo.txt': ({ bytes }, options) => readTodoTxt(decodeText(bytes), options),
} satisfies Record<ImportFormat, Reader>
