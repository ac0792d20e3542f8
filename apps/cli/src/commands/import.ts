import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ApiClient, RouterInputs, RouterOutputs } from '@ownlist/client'
import colours from 'picocolors'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { CliError, exitCodes } from '../cli-error.js'
import { confirmed } from '../confirm.js'
import { fileFailure } from '../file-failure.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { whenAllowed } from '../when-allowed.js'

type ImportRef = RouterInputs['import']['run']
type Preview = RouterOutputs['import']['preview']

export interface ImportOptions {
  /** Detected by default. */
  readonly format?: ImportRef['format']
  /** Whether to only show what would be imported. */
  readonly preview?: boolean
  /** Whether to import without asking. */
  readonly yes?: boolean
  /** The IANA time zone in which instants become days; by default that of the preferences, or else this machine's. */
  readonly timeZone?: string
}

/**
 * Imports a file of another app: everything or nothing. It shows the content and the losses, asks, and creates the rows. In
 * any case, the API does not keep the file.
 */
export async function importFile(cli: Cli, path: string, options: ImportOptions): Promise<void> {
  const { preview: only = false, yes = false } = options
  if (!only && !yes && !cli.terminal.interactive) throw new CliError(exitCodes.usage, text('files.needsYes'))
  const bytes = await readBytes(path)
  const client = await cli.connect()
  const importId = uuidv7()
  try {
    await upload(cli, client, { importId, name: basename(path).slice(0, 300), bytes })
    const ref = { importId, ...(await settingsOf(cli, client, options)) }
    const preview = await whenAllowed(() => client.import.preview.query(ref, { signal: cli.signal }), cli.signal)
    if (only) return cli.terminal.result(preview, () => previewWords(preview, preview.losses.length))
    const words = previewWords(preview, mostLosses)
    if (!yes) await ask(cli, words)
    const { rows } = await run(cli, client, ref)
    const imported = text('files.imported', { rows })
    // With `--yes`, the user has not seen the losses yet.
    cli.terminal.result({ ...preview, rows }, () => (yes ? `${words}\n${imported}` : imported))
  } finally {
    // The other signal is already aborted by Ctrl-C.
    await client.import.discard.mutate({ importId }, { signal: AbortSignal.timeout(discardMs) }).catch(() => undefined)
  }
}

const discardMs = 5_000

async function readBytes(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > mostBytes)
      throw new CliError(exitCodes.usage, text('files.tooLarge', { file: harmless(path) }))
    const bytes = await readFile(path)
    if (bytes.length === 0) throw new CliError(exitCodes.usage, text('files.empty', { file: harmless(path) }))
    return bytes
  } catch (error) {
    throw fileFailure(error, path)
  }
}

/** The API's limits for a file and for a part of it. */
const [mostBytes, partBytes] = [10 * 1024 * 1024, 40 * 1024]

interface Upload {
  readonly importId: string
  readonly name: string
  readonly bytes: Buffer
}

/** One part after another, because each part fills a request. */
async function upload({ terminal, signal }: Cli, client: ApiClient, { importId, name, bytes }: Upload): Promise<void> {
  const parts = Math.ceil(bytes.length / partBytes)
  await terminal.busy(text('files.sending', { percent: 0 }), async (update) => {
    for (let part = 0; part < parts; part++) {
      const content = bytes.subarray(part * partBytes, (part + 1) * partBytes).toString('base64')
      const piece = { importId, name, part, parts, content }
      await whenAllowed(() => client.import.read.mutate(piece, { signal }), signal)
      update(text('files.sending', { percent: percentOf(part + 1, parts) }))
    }
  })
}

const percentOf = (part: number, all: number): number => Math.round((100 * part) / Math.max(all, 1))

/** For a user who has chosen no time zone, this machine's is better than UTC. */
async function settingsOf({ signal }: Cli, client: ApiClient, { format, timeZone }: ImportOptions) {
  const zone = timeZone ?? (await client.preferences.get.query(undefined, { signal })).timeZone
  const stated = format === undefined ? {} : { format }
  return { ...stated, timeZone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }
}

/** @throws {CliError} unless the user says yes */
async function ask(cli: Cli, words: string): Promise<void> {
  cli.terminal.note(words)
  if (!(await confirmed(cli, text('files.ask')))) throw new CliError(exitCodes.interrupted, text('files.cancelled'))
}

/** `--preview` shows all losses. */
const mostLosses = 20

/** Ctrl-C ends the stream, which cancels the import. */
function run({ terminal, signal }: Cli, client: ApiClient, ref: ImportRef): Promise<{ readonly rows: number }> {
  return terminal.busy(text('files.importing', { percent: 0 }), (update) => {
    return new Promise((resolve, reject) => {
      client.import.run.subscribe(ref, {
        signal,
        onData({ rows, of, done }) {
          update(text('files.importing', { percent: percentOf(rows, of) }))
          if (done) resolve({ rows })
        },
        onError: reject,
        onComplete: () => reject(new CliError(exitCodes.failed, text('files.broken'))),
      })
    })
  })
}

/**
 * The content of the file, and one line for each loss.
 * @param most the maximum number of losses to show
 */
function previewWords({ format, lists, sections, labels, filters, tasks, ...preview }: Preview, most: number): string {
  const losses = preview.losses.slice(0, most)
  const rest = preview.lossCount - losses.length
  return [
    text('files.contains', { format, lists, sections, labels, filters, tasks }),
    ...(losses.length === 0 ? [] : [text('files.losses'), lossTable(losses)]),
    ...(rest === 0 ? [] : [text('files.moreLosses', { count: rest })]),
  ].join('\n')
}

const lossTable = (losses: Preview['losses']) =>
  tableOf(
    losses.map(({ row, title, field, what }) => [
      colours.cyan(text('files.row', { row: harmless(row) })),
      harmless(title ?? ''),
      harmless(field),
      colours.dim(text('files.loss', { what })),
    ]),
    { text: 1 },
  )
