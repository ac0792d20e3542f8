import { Prisma } from '../generated/client.js'

/** An array of ids in a statement. It does not cast a parameter to an array, because Citus refuses that in some places. */
export const uuids = (ids: readonly string[]): Prisma.Sql => Prisma.sql`string_to_array(${ids.join()}, ',')::uuid[]`
