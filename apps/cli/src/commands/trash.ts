import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { confirmed } from '../confirm.js'
import { deletedNewestFirst, findDeleted } from '../find-deleted.js'
import { refOf } from '../find-task.js'
import { tableOf } from '../table.js'
import { taskLine } from '../task-table.js'
import { harmless } from '../terminal.js'
import { locale } from '../texts/catalogue.js'
import { text } from '../texts/text.js'
import { filters } from './filters.js'
import { labels } from './labels.js'
import { lists } from './lists.js'
import { sectionsIn } from './sections.js'

export interface TrashOptions {
  readonly limit: number
  /** Whether to permanently remove everything. */
  readonly empty?: boolean
  /** Whether to do this without asking. */
  readonly yes?: boolean
}

const when = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })

/** Shows deleted rows, last deleted first, or permanently removes them. */
export async function trash(cli: Cli, { limit, empty, yes = false }: TrashOptions): Promise<void> {
  if (empty) return await emptyTrash(cli, yes)
  const client = await cli.connect()
  const rows = await cli.terminal.busy(text('trash.loading'), () => deletedNewestFirst(client, cli.signal, limit + 1))
  const more = rows.splice(limit).length > 0
  const table = () =>
    tableOf(
      rows.map((row) => [
        colours.cyan(refOf(row)),
        text('trash.kind', { kind: row.kind }),
        harmless(row.title),
        colours.dim(when.format(new Date(row.deletedAt))),
      ]),
      { text: 2 },
    )
  cli.terminal.result(rows, () => (rows.length === 0 ? text('trash.none') : table()))
  if (more && !cli.terminal.json) cli.terminal.note(text('tasks.more', { limit: String(limit * 10) }))
}

/** Asks first, because this cannot be undone. */
async function emptyTrash(cli: Cli, yes: boolean): Promise<void> {
  const { terminal, signal } = cli
  if (!yes && !terminal.interactive) throw new CliError(exitCodes.usage, text('trash.needsYes'))
  const client = await cli.connect()
  if (!yes && !(await confirmed(cli, text('trash.ask')))) {
    throw new CliError(exitCodes.interrupted, text('trash.cancelled'))
  }
  const removed = await terminal.busy(text('trash.emptying'), async () => {
    for (let sum = 0; ; ) {
      const part = await client.trash.empty.mutate(undefined, { signal })
      sum += part.removed
      if (!part.more) return sum
    }
  })
  terminal.result({ removed }, () => text('trash.emptied', { removed }))
}

/** Restores the row with this id: a task, a list, a section, a label or a filter. */
export async function restore(cli: Cli, ref: string): Promise<void> {
  const client = await cli.connect()
  const { kind, id } = await findDeleted(cli, client, { ref })
  if (kind === 'list') return await lists.restore(cli, id)
  if (kind === 'label') return await labels.restore(cli, id)
  if (kind === 'filter') return await filters.restore(cli, id)
  if (kind === 'section') return await (await sectionsIn(cli, undefined)).restore(cli, id)
  const task = await client.task.restore.mutate({ id }, { signal: cli.signal })
  cli.terminal.result(task, () => taskLine(task))
}
