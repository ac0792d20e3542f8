import type { RouterOutputs } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'
import { locale } from '../texts/catalogue.js'
import { text } from '../texts/text.js'

type Action = RouterOutputs['history']['undo']

/** The maximum that the API returns at once. */
const mostAtOnce = 100

/** Shows what was done, newest first. */
export async function showHistory(cli: Cli, { limit }: { readonly limit: number }): Promise<void> {
  const client = await cli.connect()
  const actions = await cli.terminal.busy(text('history.loading'), async () => {
    const found: Action[] = []
    for (let cursor: number | null | undefined; cursor !== null && found.length < limit; ) {
      const query = { limit: Math.min(limit - found.length, mostAtOnce), cursor }
      const page = await client.history.list.query(query, { signal: cli.signal })
      found.push(...page.items)
      cursor = page.nextCursor
    }
    return found
  })
  cli.terminal.result(actions, () => (actions.length === 0 ? text('history.none') : actionTable(actions)))
}

export interface UndoOptions {
  readonly overwrite?: boolean
}

/**
 * Undoes an action, by default the newest one of this session.
 * @param seq as `history` shows it
 */
export async function undo(cli: Cli, seq: number | undefined, { overwrite = false }: UndoOptions): Promise<void> {
  const client = await cli.connect()
  const request = { overwrite, ...(seq === undefined ? {} : { seq }) }
  const action = await client.history.undo.mutate(request, { signal: cli.signal })
  cli.terminal.result(action, () => actionTable([action]))
}

const when = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })

const actionTable = (actions: readonly Action[]) =>
  tableOf(
    actions.map((action) => [
      colours.cyan(String(action.seq)),
      wordsFor(action),
      colours.dim(when.format(new Date(action.at))),
      colours.dim(harmless(action.client ?? text('history.you'))),
      action.undoneBy === null ? '' : colours.yellow(text('history.undone')),
    ]),
    { text: 1 },
  )

/** The first row in words, and the number of other rows. */
function wordsFor({ changes, rows, undoes }: Action): string {
  const [first] = changes
  const title = harmless(first?.title ?? text('history.untitled'))
  const values = { what: undoes === null ? (first?.what ?? 'changed') : 'undone', title, others: rows - 1 }
  return text('history.action', values)
}
