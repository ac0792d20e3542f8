import { setTimeout as wait } from 'node:timers/promises'
import { type ApiClient, OwnlistError, type RouterOutputs } from '@ownlist/client'
import colours from 'picocolors'
import type { Cli } from '../cli.js'
import { exitCodes } from '../cli-error.js'
import { failureOf } from '../failure.js'
import { refOf } from '../find-task.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'

type ChangePage = RouterOutputs['sync']['changes']
type Change = ChangePage['changes'][number]

/** Prints each change as soon as it is made, in any app, until Ctrl-C. Nothing is missed while the connection is lost. */
export async function watch(cli: Cli): Promise<void> {
  const client = await cli.connect()
  const ended = new AbortController()
  const signal = AbortSignal.any([cli.signal, ended.signal])
  try {
    await new Promise<void>((resolve, reject) => {
      const end = (error: unknown) => (cli.signal.aborted ? resolve() : reject(error))
      let since: number | null = null
      let reading = Promise.resolve()
      const catchUp = async (seq: number) => {
        if (since === null) note(cli, text('watch.started'))
        since = since === null ? seq : await showChanges(cli, client, since)
      }
      client.sync.live.subscribe(
        {},
        {
          signal,
          onData({ data: { seq } }) {
            // An earlier event may already have shown this action.
            reading = reading.then(() => (since !== null && since >= seq ? undefined : catchUp(seq)))
            reading.catch(end)
          },
          onConnectionStateChange({ state, error }) {
            if (state === 'connecting' && error) note(cli, text('watch.lost', { reason: failureOf(error).message }))
          },
          onError: end,
        },
      )
    })
  } finally {
    ended.abort()
  }
}

/** Scripts only get the changes. */
const note = ({ terminal }: Cli, words: string) => void (terminal.json || terminal.note(words))

/**
 * Prints all changes since a number.
 * @returns the number from which to continue next time
 */
async function showChanges(cli: Cli, client: ApiClient, since: number): Promise<number> {
  let cursor: string | null = null
  for (;;) {
    const page: ChangePage | null = await readChanges(cli, client, { since, cursor })
    if (page === null) return (await client.sync.changes.query({ since: null }, { signal: cli.signal })).seq
    for (const change of page.changes) {
      await cli.terminal.write(`${cli.terminal.json ? JSON.stringify(change) : changeLine(change)}\n`)
    }
    if (!page.more) return page.seq
    cursor = page.cursor
  }
}

/**
 * Waits while the API is unreachable.
 * @returns null if the log does not go back that far
 */
async function readChanges(
  cli: Cli,
  client: ApiClient,
  query: { readonly since: number; readonly cursor: string | null },
): Promise<ChangePage | null> {
  for (;;) {
    try {
      return await client.sync.changes.query(query, { signal: cli.signal })
    } catch (error) {
      if (!(error instanceof OwnlistError)) throw error
      if (error.reason === 'LOG_TRIMMED') {
        note(cli, text('watch.trimmed'))
        return null
      }
      const isTransient = error.code === 'TOO_MANY_REQUESTS' || failureOf(error).exitCode === exitCodes.unreachable
      if (!isTransient) throw error
      await wait(error.retryAfterMs ?? againMs, undefined, { signal: cli.signal })
    }
  }
}

const againMs = 5_000

function changeLine({ kind, row, version, id }: Change): string {
  if (row === null) return `${colours.cyan(refOf({ id }))}  ${text('watch.deleted', { kind })}`
  const isDone = 'completedAt' in row && row.completedAt !== null
  const what = isDone ? 'done' : version === 1 ? 'added' : 'changed'
  return `${colours.cyan(refOf(row))}  ${text('watch.change', { what, kind, title: harmless(row.title) })}`
}
