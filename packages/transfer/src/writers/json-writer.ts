import { ownFormat } from '../own-format.js'
import type { ExportWriter } from './export-writer.js'

const lines = (rows: readonly unknown[]) => rows.map((row) => `\n${JSON.stringify(row)}`).join(',')

/** Everything, in our own format: reading it gives the same rows. */
export const jsonWriter: ExportWriter = {
  open: ({ lists, labels, filters, now }) =>
    `{"format":"${ownFormat.format}","version":${ownFormat.version},"exportedAt":"${now.toISOString()}",\n` +
    `"lists":[${lines(lists)}],\n"labels":[${lines(labels)}],\n"filters":[${lines(filters)}],\n"tasks":[`,
  tasks: (tasks, { isFirst }) => (tasks.length === 0 ? '' : `${isFirst ? '' : ','}${lines(tasks)}`),
  close: () => ']}\n',
}
