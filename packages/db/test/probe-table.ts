import type { TestDatabase } from '@ownlist/testkit'
import { execute } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { asAction } from '../src/changes/action.js'
import type { Connections } from '../src/connections.js'
import { refuseErased } from '../src/erasure.js'
import { asOwner, type OwnerTransaction, ownerOf } from '../src/owner-scope.js'

/**
 * Creates the table `probe`, which belongs to no domain. It is protected like all tables with owners: by row-level
 * security, and by a check of the erasure's tombstone before each create.
 */
export async function createProbeTable({ url, ownerUrl }: Pick<TestDatabase, 'url' | 'ownerUrl'>): Promise<void> {
  const isOwner = "user_id = nullif(current_setting('app.user_id', true), '')"
  await execute(ownerUrl, [
    'create table probe (user_id text not null, id uuid not null, title text not null, primary key (user_id, id))',
    'alter table probe enable row level security',
    'alter table probe force row level security',
    `create policy probe_owner on probe using (${isOwner}) with check (${isOwner})`,
    `grant select, insert, update, delete on probe to ${new URL(url).username}`,
  ])
}

/** Rows of one user in the table `probe`, written and read without any WHERE. */
export const probeRows = (connections: Connections, userId: string) => ({
  add: (title: string) =>
    asAction(connections, ownerOf(userId), async (action) => {
      await refuseErased(action)
      return await action.db.$executeRaw`insert into probe values (${userId}, ${uuidv7()}::uuid, ${title})`
    }),
  titles: async () => {
    const rows = await asOwner(
      connections,
      ownerOf(userId),
      ({ db }) => db.$queryRaw<{ title: string }[]>`select title from probe order by title`,
    )
    return rows.map(({ title }) => title)
  },
})

/** Removes every row of the owner, as the erasure of a domain does. */
export const eraseProbeRows = ({ db, userId }: OwnerTransaction): Promise<number> =>
  db.$executeRaw`delete from probe where user_id = ${userId}`
