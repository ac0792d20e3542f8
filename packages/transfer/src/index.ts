export { detectFormat, type ImportFormat, importFormats } from './detect-format.js'
export type {
  DraftFilter,
  DraftLabel,
  DraftList,
  DraftPriority,
  DraftSection,
  DraftTask,
  ImportDraft,
  Loss,
  LossKind,
} from './import-draft.js'
export { ImportError, type ImportErrorCode } from './import-error.js'
export type { DatesInWords, DateWords, ImportFile, ImportOptions } from './import-options.js'
export { importLimits } from './limits.js'
export { type ReadImport, readImport } from './read-import.js'
export { csvWriter } from './writers/csv-writer.js'
export { type ExportFrame, type ExportWriter, writeExport } from './writers/export-writer.js'
export { feedWriter } from './writers/feed-writer.js'
export { icsWriter } from './writers/ics-writer.js'
export { jsonWriter } from './writers/json-writer.js'
export { todoTxtWriter } from './writers/todo-txt-writer.js'
