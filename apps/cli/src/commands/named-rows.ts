import type { ApiClient } from '@ownlist/client'
import colours from 'picocolors'
import { v7 as uuidv7 } from 'uuid'
import type { Cli } from '../cli.js'
import { deletedRows } from '../deleted-rows.js'
import { findDeleted, type TrashKind } from '../find-deleted.js'
import { refOf } from '../find-task.js'
import { tableOf } from '../table.js'
import { harmless } from '../terminal.js'
import { text } from '../texts/text.js'

/** Rows with little more than a title: lists, labels, filters or sections, as their command handles them. */
export interface NamedRows<Row extends NamedRow, Draft, Changes> {
  readonly kind: TrashKind
  /** The name of the command. */
  readonly command: 'filters' | 'labels' | 'lists' | 'sections'
  /** The text if there are none. */
  readonly none: () => string
  all(client: ApiClient, signal: AbortSignal): Promise<Row[]>
  find(rows: readonly Row[], name: string): Row
  router(client: ApiClient): RowRouter<Row, Draft, Changes>
  /** The text after the title. */
  facts?(cli: Cli, client: ApiClient): Promise<(row: Row) => readonly string[]>
}

interface NamedRow {
  readonly id: string
  readonly title: string
  readonly version: number
}

interface RowRouter<Row, Draft, Changes> {
  readonly create: Mutation<Draft & { readonly id: string }, Row>
  readonly update: Mutation<Changes & { readonly id: string; readonly version: number }, Row>
  readonly delete: Mutation<{ readonly id: string }, Row>
  readonly restore: Mutation<{ readonly id: string }, Row>
}

interface Mutation<Input, Row> {
  mutate(input: Input, options: { readonly signal: AbortSignal }): Promise<Row>
}

/** The actions of the subcommands. Each prints the row that it changed. */
export function rowCommands<Row extends NamedRow, Draft, Changes>(rows: NamedRows<Row, Draft, Changes>) {
  async function shown(cli: Cli, client: ApiClient, found: readonly Row[]): Promise<string> {
    const facts = cli.terminal.json ? undefined : await rows.facts?.(cli, client)
    const cells = (row: Row) => [colours.cyan(refOf(row)), harmless(row.title), ...(facts?.(row) ?? [])]
    return tableOf(found.map(cells), { text: 1 })
  }

  async function print(cli: Cli, client: ApiClient, row: Row): Promise<void> {
    const words = await shown(cli, client, [row])
    cli.terminal.result(row, () => words)
  }

  const named = async (cli: Cli, client: ApiClient, name: string) => rows.find(await rows.all(client, cli.signal), name)

  return {
    /** Shows all rows, newest first. */
    async show(cli: Cli): Promise<void> {
      const client = await cli.connect()
      const load = () => rows.all(client, cli.signal)
      const found = await cli.terminal.busy(text('lists.loading', { command: rows.command }), load)
      const words = found.length === 0 ? rows.none() : await shown(cli, client, found)
      cli.terminal.result(found, () => words)
    },

    /** Creates a row. Titles do not have to be unique, because the end of the id always identifies a row. */
    async add(cli: Cli, draft: Draft): Promise<void> {
      const client = await cli.connect()
      // The id is generated here, so that the request can be repeated if its response is lost.
      const row = await rows.router(client).create.mutate({ ...draft, id: uuidv7() }, { signal: cli.signal })
      await print(cli, client, row)
    },

    /** Changes the row with this name. */
    async change(cli: Cli, name: string, changes: Changes): Promise<void> {
      const client = await cli.connect()
      const { id, version } = await named(cli, client, name)
      const row = await rows.router(client).update.mutate({ ...changes, id, version }, { signal: cli.signal })
      await print(cli, client, row)
    },

    /** Deletes the row with this name. It can be restored. */
    async remove(cli: Cli, name: string): Promise<void> {
      const client = await cli.connect()
      const { id } = await named(cli, client, name)
      const row = await rows.router(client).delete.mutate({ id }, { signal: cli.signal })
      await deletedRows(cli.settings).remember(id)
      const command = colours.dim(`ownlist ${rows.command} restore ${id}`)
      cli.terminal.result(row, () => text('lists.deleted', { kind: rows.kind, title: harmless(row.title), command }))
    },

    /** Restores a deleted row, by its id or the end of it. */
    async restore(cli: Cli, ref: string): Promise<void> {
      const client = await cli.connect()
      const { id } = await findDeleted(cli, client, { ref, kind: rows.kind })
      await print(cli, client, await rows.router(client).restore.mutate({ id }, { signal: cli.signal }))
    },
  }
}
