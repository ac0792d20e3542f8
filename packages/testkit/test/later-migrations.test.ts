// domain: tasks
import { randomUUID } from 'node:crypto'
import { ownerOf } from '@ownlist/db'
import { applyMigrations, distributeTables } from '@ownlist/postgres'
import { newUserId } from '@ownlist/testkit'
import { expect, inject, test } from 'vitest'
import { copyPrisma } from '../../postgres/test/prisma-copy.js'
import { rowsOf } from '../../postgres/test/rows.js'
import { createTestDatabase, execute } from '../src/index.js'

// Runs on a Citus cluster: pnpm test:citus.

const owner = "user_id = nullif(current_setting('app.user_id', true), '')"

/**
 * A migration for tables that are already distributed. It creates a table with rows, with a policy that casts to an array,
 * and with keys in both directions.
 */
const laterMigration = `
  create table note (user_id text, id uuid, list_id uuid, primary key (user_id, id));
  alter table list add column note_id uuid;
  alter table note add constraint its_list foreign key (user_id, list_id) references list (user_id, id);
  alter table list add constraint its_note foreign key (user_id, note_id) references note (user_id, id);
  alter table note enable row level security, force row level security;
  create policy note_owner on note using (${owner}
    and case when nullif(current_setting('app.lists', true), '') is null then true
      else list_id = any (nullif(current_setting('app.lists', true), '')::uuid[]) end);
  alter table list no force row level security;
  alter table note no force row level security;
  insert into note select user_id, id, id from list;
  update list set note_id = id;
  alter table list force row level security;
  alter table note force row level security;`

test.skipIf(inject('citusCluster') === null)(
  'a later migration distributes the tables that it creates, with their rows and with foreign keys in both directions',
  async () => {
    await using own = await createTestDatabase()
    for (let n = 0; n < 10; n++)
      await own.database.lists.create(ownerOf(newUserId()), { id: randomUUID(), title: 'Garden' })
    const { folder, add } = await copyPrisma()
    await add('note', laterMigration)
    await applyMigrations(folder, own.ownerUrl)
    expect((await distributeTables(own.ownerUrl)).map(({ isNew }) => isNew)).not.toContain(true)
    const both = 'select count(*)::int from list join note using (user_id, id)'
    expect(await rowsOf(own.adminUrl, both)).toEqual([{ count: 10 }])
    expect(await rowsOf(own.adminUrl, `select pg_relation_size('note') as bytes`)).toEqual([{ bytes: '0' }])
    const wrong = ["insert into note values ('ada', gen_random_uuid(), gen_random_uuid())", 'delete from note']
    for (const sql of wrong) await expect(execute(own.adminUrl, [sql])).rejects.toThrow('foreign key')
    await own.database.assertRestrictedRole()
  },
)
