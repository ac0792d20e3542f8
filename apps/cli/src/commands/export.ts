import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { ApiClient, RouterInputs, RouterOutputs } from '@ownlist/client'
import type { Cli } from '../cli.js'
import { fileFailure } from '../file-failure.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'
import { whenAllowed } from '../when-allowed.js'

type ExportFormat = 'json' | 'csv' | 'todotxt' | 'ics'

export interface ExportOptions {
  readonly format: ExportFormat
  /** Standard output by default. */
  readonly output?: string
  /** Whether to replace the file if it exists. */
  readonly force?: boolean
}

/** Writes everything that is not deleted to a file, or to standard output. */
export async function exportAll(cli: Cli, { format, output, force = false }: ExportOptions): Promise<void> {
  const client = await cli.connect()
  const parts = partsOf(client, format, cli.signal)
  if (output === undefined) {
    for await (const part of parts) await cli.terminal.write(part)
    return
  }
  await cli.terminal.busy(text('files.exporting'), () => writeFile(parts, output, force))
  cli.terminal.result({ format, output }, () => text('files.exported', { output: harmless(output) }))
}

type Part = RouterOutputs['export']['json']

const procedures = { json: 'json', csv: 'csv', todotxt: 'todoTxt', ics: 'ics' } as const

async function* partsOf(client: ApiClient, format: ExportFormat, signal: AbortSignal): AsyncGenerator<string, void> {
  let cursor: string | null = null
  do {
    const query: RouterInputs['export']['json'] = { cursor }
    const part: Part = await whenAllowed(() => client.export[procedures[format]].query(query, { signal }), signal)
    yield part.text
    cursor = part.nextCursor
  } while (cursor !== null)
}

/** If this fails, no new file is left, and an existing file is unchanged. Only the user can read the file. */
async function writeFile(parts: AsyncIterable<string>, output: string, force: boolean): Promise<void> {
  const path = force ? `${output}.${randomUUID()}` : output
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw fileFailure(error, output)
  })
  try {
    for await (const part of parts) await file.write(part)
    await file.close()
    if (force) await rename(path, output)
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw fileFailure(error, output)
  }
}
