import type { DraftFilter, DraftLabel, DraftList, DraftTask, ImportDraft } from '../import-draft.js'

/** What the tasks of an export may refer to. */
export interface ExportFrame {
  readonly lists: readonly DraftList[]
  readonly labels: readonly DraftLabel[]
  /** No task refers to them. */
  readonly filters: readonly DraftFilter[]
  /** The zones of all times in it. They only need to be known at the end. */
  readonly zones: readonly string[]
  /** When the export was made. */
  readonly now: Date
}

/**
 * Writes an export part by part, so that only one page of tasks is in memory. The file is `open`, then `tasks` of each
 * page, then `close`.
 */
export interface ExportWriter {
  open(frame: ExportFrame): string
  tasks(tasks: readonly DraftTask[], page: { readonly frame: ExportFrame; readonly isFirst: boolean }): string
  close(frame: ExportFrame): string
}

/** The titles for the keys in a task. */
export function titlesIn(frame: ExportFrame) {
  const lists = new Map(frame.lists.map(({ key, title }) => [key, title]))
  const sections = new Map(frame.lists.flatMap(({ sections: all }) => all.map(({ key, title }) => [key, title])))
  const labels = new Map(frame.labels.map(({ key, title }) => [key, title]))
  return (task: DraftTask) => ({
    list: lists.get(task.listKey ?? '') ?? null,
    section: sections.get(task.sectionKey ?? '') ?? null,
    labels: task.labelKeys.map((key) => labels.get(key)).filter((title) => title !== undefined),
  })
}

/** A whole file at once. */
export function writeExport(
  writer: ExportWriter,
  { lists, labels, filters, tasks, now }: Omit<ImportDraft, 'losses'> & { readonly now: Date },
): string {
  const zones = new Set(tasks.flatMap(({ dueZone, deadlineZone }) => [dueZone, deadlineZone]))
  const frame = { lists, labels, filters, zones: [...zones].filter((zone) => zone !== null), now }
  return writer.open(frame) + writer.tasks(tasks, { frame, isFirst: true }) + writer.close(frame)
}
