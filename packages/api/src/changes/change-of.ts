import { z } from 'zod'

/** Who may see the changes of a kind of row. */
export interface ChangeReaders {
  /** Whether apps that the user has authorized to read tasks may see them. */
  readonly apps: boolean
}

/**
 * Declares that the changes of a kind of row are part of the log. Each kind is listed in `change-kinds.ts`.
 * @param kind its table
 * @param row as its `get` returns it
 */
export const changeOf = <Kind extends string, Row extends z.ZodType>(
  kind: Kind,
  row: Row,
  { apps }: ChangeReaders = { apps: false },
) => ({
  kind,
  apps,
  schema: z.strictObject({
    seq: z.int().describe('The action. All changes of an action have the same number.'),
    kind: z.literal(kind),
    id: z.string(),
    version: z.int().describe('The version of the row after this change. The row may be newer.'),
    row: row.nullable().describe('The row as it is now. Null if it is deleted, or if the token may not see it.'),
  }),
})
