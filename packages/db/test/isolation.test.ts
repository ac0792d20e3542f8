import { openDatabase } from '@ownlist/db'
import { createTestDatabase, execute, type TestDatabase } from '@ownlist/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../src/connections.js'
import { assertIsolation } from '../src/isolation.js'

// What the API checks in its database before it serves requests, shown with a table that belongs to no domain.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const table = '"Odd probe"'
const isOwner = "user_id = nullif(current_setting('app.user_id', true), '')"
const role = () => new URL(own.url).username

/** A table that is isolated like every table with owners, in two partitions that the API's role cannot use. */
beforeEach(() =>
  execute(own.ownerUrl, [
    `create table ${table} (user_id text, title text) partition by hash (user_id)`,
    ...['a', 'b'].map(
      (name, n) => `create table probe_${name} partition of ${table} for values with (modulus 2, remainder ${n})`,
    ),
    ...[table, 'probe_a', 'probe_b'].flatMap((name) => [
      `alter table ${name} enable row level security, force row level security`,
      `create policy owner_only on ${name} using (${isOwner})`,
    ]),
    `grant select, insert on ${table} to ${role()}`,
  ]),
)
afterEach(() => execute(own.ownerUrl, [`drop table ${table}`]))

const replacePolicy = (policy: string) => [
  `drop policy owner_only on ${table}`,
  `create policy other on ${table} ${policy}`,
]
const fault = (what: string) => expect.objectContaining({ message: expect.stringContaining(`: ${table} ${what}`) })
async function start(url = own.url): Promise<void> {
  await using database = openDatabase(url)
  await database.assertRestrictedRole()
}

describe('the API starts', () => {
  test.each([
    ['that is isolated', []],
    ['whose policy also limits the owner', replacePolicy(`using (${isOwner} and title <> '')`)],
  ])('with a table %s', async (_what, sql) => {
    await execute(own.ownerUrl, sql)
    await start()
  })

  test('with a table that it cannot read', async () => {
    await execute(own.ownerUrl, [`revoke select on ${table} from ${role()}`])
    await start()
  })

  test('with a partition that it can use and that is itself isolated', async () => {
    await execute(own.ownerUrl, [`grant select on probe_a to ${role()}`])
    await start()
  })
})

describe('the API does not start, and the error names the table', () => {
  const imprecise = 'has a policy that is not permissive for every role and command, or does not begin with'
  test.each([
    ['without row-level security', [`alter table ${table} disable row level security`], 'has no row-level security'],
    ['without forced row-level security', [`alter table ${table} no force row level security`], 'has no row-level'],
    ['without a policy', [`drop policy owner_only on ${table}`], 'has 0 policies instead of one'],
    ['with two policies', [`create policy other on ${table} using (${isOwner})`], 'has 2 policies instead of one'],
    ['with a restrictive policy', replacePolicy(`as restrictive using (${isOwner})`), imprecise],
    ['with a policy for one command', replacePolicy(`for select using (${isOwner})`), imprecise],
    ['with a policy for one role', replacePolicy(`to current_user using (${isOwner})`), imprecise],
    ['with an alternative to the owner', replacePolicy(`using (${isOwner} or title = '')`), imprecise],
    ['where anybody may write', replacePolicy(`using (${isOwner}) with check (true)`), imprecise],
    ['where anybody may read', replacePolicy(`using (true) with check (${isOwner})`), imprecise],
  ])('%s', async (_what, sql, expected) => {
    await execute(own.ownerUrl, sql)
    await expect(start()).rejects.toEqual(fault(expected))
  })

  test('if it shows rows although no owner is named', async () => {
    await execute(own.adminUrl, [`insert into ${table} values ('ada', 'Hers')`])
    await using connections = connect(`${own.url}?options=-c%20app.user_id%3Dada`)
    await expect(assertIsolation(connections.prisma)).rejects.toEqual(fault('shows rows although no owner is named'))
  })
})

test('the API does not start if its role, or its database, always names an owner', async () => {
  await expect(start(`${own.url}?options=-c%20app.user_id%3Dada`)).rejects.toThrow(
    `The role "${role()}" of DATABASE_URL, or its database, sets app.user_id`,
  )
})

// Citus is not installed here. This fake of its function runs a command on each shard, and returns the answers.
describe('on shards', () => {
  beforeAll(() =>
    execute(own.adminUrl, [
      "update pg_extension set extname = 'citus' where extname = 'plpgsql'",
      'create table shards (id bigint, name text)',
      `grant select on shards to ${role()}`,
      `create function run_command_on_shards(parent regclass, command text)
        returns table (shardid bigint, success boolean, result text) language plpgsql as $$
        declare shard record;
        begin
          for shard in select * from shards where parent = '${table}'::regclass order by id loop
            shardid := shard.id;
            begin
              execute replace(command, '%s', shard.name) into result;
              success := true;
            exception when others then
              success := false;
              result := sqlerrm;
            end;
            return next;
          end loop;
        end $$`,
    ]),
  )
  afterAll(() => execute(own.adminUrl, ["update pg_extension set extname = 'plpgsql' where extname = 'citus'"]))
  beforeEach(() =>
    execute(own.adminUrl, ['truncate shards', "insert into shards values (1, 'probe_a'), (2, 'probe_b')"]),
  )

  test('the API starts if each of them is isolated', async () => {
    await start()
  })

  test('the API does not start if one of them is not isolated', async () => {
    await execute(own.ownerUrl, ['alter table probe_b disable row level security'])
    await expect(start()).rejects.toThrow(`: shard 2 of ${table} has no row-level security in force. Correct`)
  })

  test('the API does not start if one of them cannot be checked', async () => {
    await execute(own.adminUrl, ["update shards set name = 'gone' where id = 1"])
    await expect(start()).rejects.toThrow(
      `: shard 1 of ${table} cannot be checked: relation "gone" does not exist. Correct`,
    )
  })

  test('the error names each table once, whatever its shards answer', async () => {
    await execute(own.ownerUrl, [
      'alter table probe_b disable row level security',
      `drop policy owner_only on ${table}`,
    ])
    await expect(start()).rejects.toThrow(`: ${table} has 0 policies instead of one. Correct`)
  })
})
