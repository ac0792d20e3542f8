import { z } from 'zod'
import { componentNames } from '../component-names.js'
import { exampleId, id, pageFields, title, version, writtenAt } from '../fields.js'

export const listRef = z.strictObject({ id }).meta({ examples: [{ id: exampleId }] })

export const newList = z
  .strictObject({
    id: id
      .optional()
      .describe('Made by the server when left out. Send your own, and a retried create cannot make a second list.'),
    title,
  })
  .meta({ examples: [{ id: exampleId, title: 'Garden' }] })

export const listChanges = z
  .strictObject({
    id,
    version: version
      .exactOptional()
      .describe('When given, the update is refused unless the list still has this version.'),
    title: title.exactOptional(),
  })
  .refine(({ id: _, version: __, ...changes }) => Object.keys(changes).length > 0, 'names nothing to change')
  .meta({
    description: 'Fields that are left out stay as they are; at least one is named.',
    examples: [{ id: exampleId, version: 1, title: 'Garden and balcony' }],
  })

/** Called without any input, it is the first page. */
export const listQuery = z
  .strictObject(pageFields)
  .prefault({})
  .meta({ examples: [{ limit: 10 }] })

/** A whole list, spelled out, so that a new column cannot leave the server by accident. */
export const list = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    version: z.int().describe('Rises with every change.'),
    createdAt: writtenAt,
    updatedAt: writtenAt,
    deletedAt: writtenAt.nullable(),
  })
  .meta({ description: 'Instants are in UTC.' })
  .register(componentNames, { name: 'List' })

export const listPage = z
  .strictObject({
    items: z.array(list),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
  })
  .register(componentNames, { name: 'ListPage' })
