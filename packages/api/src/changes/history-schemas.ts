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
  title: z.string().nullable().describe('The title as it is now. Null if the token does not allow to see the row.'),
  what: z.enum(['created', 'changed', 'deleted', 'restored']),
  fields: z.array(z.strictObject({ name: z.string(), before: value, after: value })),
})

/** One action, and how it is shown in the history. */
export const action = compiled(
  z
    .strictObject({
      seq: z.int().describe('The number of the action. `history.undo` takes it.'),
      at: writtenAt,
      client: z.string().nullable().describe('The name of the app that did it. Null for the user.'),
      isOwnSession: z.boolean().describe('Whether the session of this token did it.'),
      undoes: z.int().nullable().describe('The action that this one took back.'),
      undoneBy: z.int().nullable().describe('The action that took this one back.'),
      changes: z.array(change).describe('What happened to each row: the first 20 of them.'),
      rows: z.int().max(greatestInteger).describe('How many rows there are.'),
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

/** Without any input, it is the newest action of the session. */
export const undoRequest = compiled(
  z
    .strictObject({
      seq: seq
        .exactOptional()
        .describe(
          'The action to take back. If omitted, it is the newest one of this session that was not taken back. A repeated call with the same `seq` changes nothing; without it, it takes back one more.',
        ),
      overwrite: z.boolean().default(false).describe('Whether to replace what was changed later.'),
    })
    .prefault({})
    .meta({ examples: [{ seq: 7 }] }),
)
