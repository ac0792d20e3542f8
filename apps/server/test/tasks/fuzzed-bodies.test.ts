import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { anyBody, fuzz } from '../any-body.js'
import { type AppApi, startAppApi } from '../app-api.js'

const requests = inject('long') ? 50_000 : 1_000
const procedures = ['task.create', 'task.update', 'task.delete', 'task.restore', 'task.create,task.update?batch=1']

/** Values at the limits of the types of columns: integer, bigint, date and timestamptz, uuid, text. */
const integer = fc.constantFrom(
  ...[0, 1, -1, 32_767, 32_768, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53],
  ...[2 ** 63, 1e21, Number.MAX_VALUE, -0, 0.5],
)
const years = ['-000001', '-0001', '-1', '0000', '0001', '1582', '1899', '1900', '1970', '2038', '9999', '10000']
const manyYears = [...years, '+010000', '+275760', '+275761', '294276', '294277', '5874897', '99999999999']
const day = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...manyYears),
      fc.constantFrom('01-01', '02-28', '02-29', '02-30', '12-31', '00-00', '13-01'),
    )
    .map(([year, rest]) => `${year}-${rest}`),
  fc.constantFrom(
    'infinity',
    '-infinity',
    '+infinity',
    'Infinity',
    'epoch',
    'now',
    'today',
    '0000-01-01 BC',
    'allballs',
  ),
)
const instant = fc.oneof(
  fc
    .tuple(
      day,
      fc.constantFrom(
        '00:00:00',
        '23:59:59',
        '23:59:60',
        '24:00:00',
        '12:00',
        '00:00:00.000',
        '23:59:59.999',
        '23:59:59.9999999',
      ),
      fc.constantFrom('Z', '', '+00:00', '+15:59', '-16:00', '+99:99', 'z'),
    )
    .map(([date, time, zone]) => `${date}T${time}${zone}`),
  day,
)
const uuid = fc.oneof(
  fc.uuid({ version: 7 }),
  fc.uuid(),
  fc.constantFrom(
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '00000000-0000-7000-8000-000000000000',
    'FFFFFFFF-FFFF-7FFF-BFFF-FFFFFFFFFFFF',
    '{00000000-0000-7000-8000-000000000000}',
    '00000000000070008000000000000000',
  ),
)
const text = fc.constantFrom(
  ...[
    '',
    ' ',
    '\0',
    'x\0',
    '\uD800',
    '\uDFFF',
    '\uFFFF',
    '\u{10FFFF}',
    '%',
    '_',
    '\\',
    '\\\\%',
    "'",
    'NaN',
    'Infinity',
    'null',
  ],
  ...[200, 201, 500, 501, 10_000, 10_001].flatMap((length) =>
    ['x', '😀', '\\', '\u0001'].map((char) => char.repeat(length)),
  ),
)
/** A cursor in the API's format, with arbitrary values in its two places. */
const cursor = fc
  .tuple(fc.oneof(instant, text, integer), fc.oneof(uuid, text, integer))
  .map((position) => Buffer.from(JSON.stringify(position)).toString('base64url'))

/** Any field of any procedure, with values near the limits of its column. */
const boundaries = fc.record({
  id: uuid,
  listId: fc.option(uuid),
  title: text,
  notes: text,
  search: text,
  version: integer,
  limit: integer,
  dueOn: fc.option(day),
  completedAt: fc.option(instant),
  cursor: fc.option(cursor),
  priority: fc.constantFrom('none', 'high'),
  status: fc.constantFrom('all', 'open', 'done'),
})

const body = anyBody({
  id: fc.oneof(fc.uuid(), fc.anything()),
  title: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
  priority: fc.oneof(fc.constantFrom('none', 'high'), fc.anything()),
  version: fc.oneof(fc.double(), fc.anything()),
})

test(`${requests} fuzzed bodies for tasks get answers, and none is a 5xx`, { timeout: 3_600_000 }, async () => {
  await using api = await startAppApi()
  const statuses = await fuzz(api, { procedures, body, requests })
  // Some of them reach a procedure.
  expect(statuses.has(400)).toBe(true)
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
})

/** The fields of each procedure, so that one invalid field does not hide the others. */
const taken: Readonly<Record<string, readonly (keyof Boundaries)[]>> = {
  'task.list': ['limit', 'cursor', 'status', 'listId', 'search'],
  'task.get': ['id'],
  'task.create': ['id', 'title', 'notes', 'priority', 'dueOn', 'completedAt', 'listId'],
  'task.update': ['id', 'version', 'title', 'notes', 'priority', 'dueOn', 'completedAt', 'listId'],
  'task.delete': ['id'],
  'task.restore': ['id'],
  'list.list': ['limit', 'cursor'],
  'list.get': ['id'],
  'list.create': ['id', 'title'],
  'list.update': ['id', 'version', 'title'],
  'list.delete': ['id'],
  'list.restore': ['id'],
}
type Boundaries = typeof boundaries extends fc.Arbitrary<infer Fields> ? Fields : never
type Row = Readonly<Record<'task' | 'list', { readonly id: string }>>

test(`${requests} inputs at the limits of the columns get answers, and none is a 5xx`, {
  timeout: 3_600_000,
}, async () => {
  await using api = await startAppApi()
  const token = await api.issuer.token('fuzzer', { exp: Math.floor(Date.now() / 1_000) + 3_500 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const client = api.clientFor('fuzzer')
  const rows: Row = {
    task: await client.task.create.mutate({ title: 'There' }),
    list: await client.list.create.mutate({ title: 'There' }),
  }
  const calls = fc
    .constantFrom(...Object.entries(taken))
    .chain(([name, fields]) =>
      fc.tuple(
        fc.constant(name),
        fc.subarray([...fields], { minLength: 1, maxLength: Math.min(3, fields.length) }),
        fc.boolean(),
        boundaries,
      ),
    )
  const ok = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(calls, async ([name, chosen, ofOwnRow, ends]) => {
      const { id } = rows[name.startsWith('task') ? 'task' : 'list']
      const isQuery = /list$|get$/.test(name)
      const input = JSON.stringify({
        ...(/create$|update$/.test(name) ? { title: 'Given' } : {}),
        ...Object.fromEntries(chosen.map((field) => [field, ends[field]])),
        // Most of them name an existing row. Otherwise no version would be compared.
        ...(ofOwnRow && !/list$|create$/.test(name) ? { id } : {}),
      })
      const query = isQuery ? `?input=${encodeURIComponent(input)}` : ''
      // Longer than the head of a request may be.
      if (query.length > 15_000) return
      const { status } = await fetch(`${api.url}/trpc/${name}${query}`, {
        method: isQuery ? 'GET' : 'POST',
        headers,
        ...(isQuery ? {} : { body: input }),
      })
      if (status === 200) ok.set(name, (ok.get(name) ?? 0) + 1)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: requests },
  )
  expect([...ok.keys()].sort()).toEqual(Object.keys(taken).sort())
})

// Inputs that once caused a 500, and similar ones.
const ownTask = async (client: ReturnType<AppApi['clientFor']>) =>
  (await client.task.create.mutate({ title: 'There' })).id
const cursorOf = (createdAt: string, id = '00000000-0000-7000-8000-000000000000') =>
  Buffer.from(JSON.stringify([createdAt, id])).toString('base64url')

test('a version or a cursor that fits into no column is refused as invalid input', async () => {
  await using api = await startAppApi()
  const client = api.clientFor('fuzzer')
  const id = await ownTask(client)
  const code = (call: Promise<unknown>) =>
    call.then(
      () => 'OK',
      (error: { code?: string }) => error.code,
    )
  for (const version of [2 ** 31, 2 ** 31 + 1, 2 ** 32, 2 ** 53 - 1, 0, -1, -(2 ** 31) - 1])
    expect(await code(client.task.update.mutate({ id, version, title: 'x' })), String(version)).toBe('BAD_REQUEST')
  expect(await code(client.task.update.mutate({ id, version: 2 ** 31 - 1, title: 'x' }))).toBe('CONFLICT')
  for (const year of ['0000', '0001', '1582', '1899'])
    expect(await code(client.task.list.query({ cursor: cursorOf(`${year}-06-15T00:00:00.000Z`) })), year).toBe(
      'BAD_REQUEST',
    )
  for (const year of ['1900', '2038', '9999'])
    expect(await code(client.list.list.query({ cursor: cursorOf(`${year}-12-31T23:59:59.999Z`) })), year).toBe('OK')
})
