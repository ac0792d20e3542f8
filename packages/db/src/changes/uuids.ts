import { Prisma } from '../generated/client.js'

/** An array of ids in a statement. It has no cast of a parameter to an array: Citus refuses that in some places. */
export const uuids = (ids: readonly string[]): Prisma.Sql => Prisma.sql`string_to_array(${ids.join()}, ',')::uuid[]`
