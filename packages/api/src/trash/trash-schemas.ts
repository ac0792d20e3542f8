import { z } from 'zod'
import { visibleKinds } from '../changes/change-kinds.js'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { pageFields, writtenAt } from '../fields.js'

/** Without any input, this is the first page. */
export const trashQuery = compiled(
  z
    .strictObject(pageFields)
    .prefault({})
    .meta({ examples: [{ limit: 10 }] }),
)

const trashRow = z
  .strictObject({
    kind: z.literal(visibleKinds(null)).describe('To restore the row, call `restore` of its kind’s router.'),
    id: z.string(),
    title: z.string(),
    listId: z.string().nullable().describe('The list of a task or a section.'),
    deletedAt: writtenAt,
  })
  .register(componentNames, { name: 'TrashRow' })

/** The output schema checks its kind. */
export type TrashRow = z.output<typeof trashRow>

export const trashPage = compiled(
  z
    .strictObject({
      items: z.array(trashRow),
      nextCursor: z.string().nullable().describe('Null on the last page.'),
    })
    .register(componentNames, { name: 'TrashPage' }),
)

export const emptied = compiled(
  z.strictObject({
    removed: z.int().describe('The number of removed rows, including the tasks and sections of lists.'),
    more: z.boolean().describe('Whether there is more to remove. If so, call it again.'),
  }),
)
