import { z } from 'zod'
import { compiled } from '../compiled.js'
import { changeCursor } from './change-cursor.js'
import { rowChange } from './change-kinds.js'

export const changeQuery = compiled(
  z
    .strictObject({
      since: z
        .int()
        .min(0)
        .nullable()
        .describe(
          '`seq` of the previous response. Null returns only the current `seq`, for the first read of everything.',
        ),
      cursor: changeCursor.nullish().describe('`cursor` of the previous response, if it was not the last page.'),
      limit: z.int().min(1).max(500).default(200).describe('The maximum number of changes. A page may have fewer.'),
    })
    .meta({ examples: [{ since: 0 }] }),
)

export const changePage = compiled(
  z
    .strictObject({
      seq: z.int().describe('Everything up to this action is on this page or on earlier ones. Keep it for `since`.'),
      changes: z.array(rowChange).describe('Oldest first. Each row occurs once, as it is now.'),
      more: z
        .boolean()
        .describe('Whether there are further pages. To get them, send `since` and the `cursor` of this page.'),
      cursor: z.string().nullable().describe('Null on the last page.'),
    })
    .meta({ description: 'What has changed.' }),
)
