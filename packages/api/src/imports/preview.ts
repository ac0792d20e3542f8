import type { ImportDraft, ReadImport } from '@ownlist/transfer'
import type { z } from 'zod'
import type { importPreview } from './import-schemas.js'

const [mostLists, mostTasks, mostLosses] = [100, 20, 1_000]

/** What a person wants to know before an import. */
export function previewOf({ format, draft }: ReadImport): z.output<typeof importPreview> {
  const titles = new Map(draft.lists.map(({ key, title }) => [key, title]))
  return {
    format,
    ...countsOf(draft),
    listTitles: draft.lists.slice(0, mostLists).map(({ title }) => title),
    firstTasks: draft.tasks
      .slice(0, mostTasks)
      .map(({ title, listKey, dueOn }) => ({ title, list: titles.get(listKey ?? '') ?? null, dueOn })),
    losses: draft.losses.slice(0, mostLosses).map(({ row, title = null, field, what }) => ({
      row: String(row).slice(0, 200),
      title,
      field: field.slice(0, 200),
      what,
    })),
    lossCount: draft.losses.length,
  }
}

const countsOf = ({ lists, labels, filters, tasks }: ImportDraft) => ({
  lists: lists.length,
  sections: lists.reduce((sum, { sections }) => sum + sections.length, 0),
  labels: labels.length,
  filters: filters.length,
  tasks: tasks.length,
})
