import { z } from 'zod'
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

export const trashPage = compiled(
  z
    .strictObject({
      items: z.array(
        z
          .strictObject({
            kind: z
              .enum(['task', 'list', 'section', 'label', 'filter'])
              .describe('To restore the row, call `restore` of this router.'),
            id: z.string(),
            title: z.string(),
            listId: z.string().nullable().describe('The list of a task or a section.'),
            deletedAt: writtenAt,
          })
          .register(componentNames, { name: 'TrashRow' }),
      ),
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
