import { z } from 'zod'
import { greatestInteger } from '../column-bounds.js'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { writtenAt } from '../fields.js'

const seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

/** Without any input, this is the first page. */
export const historyQuery = compiled(
  z
    .strictObject({
      limit: z.int().min(1).max(100).default(20).describe('The maximum number of actions.'),
      cursor: seq.nullish().describe('`nextCursor` of the previous page.'),
      direction: z
        .literal('forward')
        .optional()
        .describe('TanStack’s infinite queries send a direction. There is only one.'),
    })
    .prefault({})
    .meta({ examples: [{ limit: 10 }] }),
)

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])), z.null()])

const change = z.strictObject({
  kind: z.string().describe('The kind of row, such as `note`.'),
  id: z.string(),
  version: z.int().describe('The version of the row after this change. The row may be newer.'),
  title: z.string().nullable().describe('The title as it is now. Null if the token may not see the row.'),
  what: z.enum(['created', 'changed', 'deleted', 'restored']),
  fields: z.array(z.strictObject({ name: z.string(), before: value, after: value })),
})

/** One action, as the history shows it. */
export const action = compiled(
  z
    .strictObject({
      seq: z.int().describe('The number of the action. `history.undo` takes it.'),
      at: writtenAt,
      client: z.string().nullable().describe('The name of the app that did it. Null for the user.'),
      isOwnSession: z.boolean().describe('Whether the session of this token did it.'),
      undoes: z.int().nullable().describe('The action that this one undid.'),
      undoneBy: z.int().nullable().describe('The action that undid this one.'),
      changes: z.array(change).describe('What happened to each row. Only the first 20 rows are listed.'),
      rows: z.int().max(greatestInteger).describe('The number of rows.'),
    })
    .register(componentNames, { name: 'Action' }),
)

export const historyPage = compiled(
  z
    .strictObject({
      items: z.array(action),
      nextCursor: z.int().nullable().describe('Null on the last page.'),
    })
    .register(componentNames, { name: 'ActionPage' }),
)

/** Without any input, it undoes the newest action of the session. */
export const undoRequest = compiled(
  z
    .strictObject({
      seq: seq
        .exactOptional()
        .describe(
          'The action to undo. If omitted, it is the newest action of this session that was not undone. A repeated call with the same `seq` changes nothing; without it, each call undoes one more action.',
        ),
      overwrite: z.boolean().default(false).describe('Whether to overwrite later changes.'),
    })
    .prefault({})
    .meta({ examples: [{ seq: 7 }] }),
)
