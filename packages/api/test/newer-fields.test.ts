import { appRouter, contractVersion, createCallerContracts } from '@ownlist/api'
import { errorShape, newestFieldIn, olderFormOf, since } from '@ownlist/api/building-blocks'
import { openOutput } from '@ownlist/api/published'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const text = z.string()
const link = z.strictObject({ url: text, label: since(3, text) })
const done = z.strictObject({ kind: z.literal('done'), by: text })
const oldDone = z.strictObject({ kind: z.literal('done'), by: text })
const moved = z.strictObject({ kind: z.literal('moved'), by: since(3, text), to: text })
const oldMoved = z.strictObject({ kind: z.literal('moved'), to: text })
const comment = z.strictObject({
  text,
  likes: since(3, z.int()),
  get replies() {
    return z.array(comment)
  },
})

/**
 * The case, the schema of version 3, a value of it, and the value of version 2, which must fit the closed schema of that
 * version.
 */
const cases: readonly (readonly [string, z.ZodType, unknown, unknown])[] = [
  ['a text', z.strictObject({ id: text, colour: since(3, text) }), { id: 'a', colour: 'red' }, { id: 'a' }],
  [
    'a field that is null',
    z.strictObject({ id: text, due: since(3, text).nullable() }),
    { id: 'a', due: null },
    { id: 'a' },
  ],
  [
    'an object, in the items of a page',
    z.strictObject({
      items: z.array(z.strictObject({ id: text, repeat: since(3, z.strictObject({ days: z.int() })) })),
    }),
    {
      items: [
        { id: 'a', repeat: { days: 7 } },
        { id: 'b', repeat: { days: 1 } },
      ],
    },
    { items: [{ id: 'a' }, { id: 'b' }] },
  ],
  [
    'a field of an object inside a field that may be missing',
    z.strictObject({ id: text, link: link.optional() }),
    { id: 'a', link: { url: '/', label: 'Home' } },
    { id: 'a', link: { url: '/' } },
  ],
  [
    'nothing, because the object that contains the field is missing',
    z.strictObject({ id: text, link: link.optional() }),
    { id: 'a' },
    { id: 'a' },
  ],
  [
    'an optional field',
    z.strictObject({ id: text, note: since(3, text.optional()) }),
    { id: 'a', note: 'x' },
    { id: 'a' },
  ],
  [
    'an array of objects',
    z.strictObject({ id: text, steps: since(3, z.array(z.strictObject({ title: text }))) }),
    { id: 'a', steps: [{ title: 'First' }] },
    { id: 'a' },
  ],
  [
    'a field in one kind of event, which another kind always had',
    z.array(z.discriminatedUnion('kind', [done, moved])),
    [
      { kind: 'done', by: 'me' },
      { kind: 'moved', by: 'me', to: 'b' },
    ],
    [
      { kind: 'done', by: 'me' },
      { kind: 'moved', to: 'b' },
    ],
  ],
  [
    'a field in the values of a record and of a tuple',
    z.strictObject({ byName: z.record(text, link), pair: z.tuple([z.int(), link]) }),
    { byName: { a: { url: '/', label: 'x' } }, pair: [1, { url: '/', label: 'x' }] },
    { byName: { a: { url: '/' } }, pair: [1, { url: '/' }] },
  ],
  [
    'a field at every depth of a tree',
    comment,
    { text: 'a', likes: 1, replies: [{ text: 'b', likes: 2, replies: [] }] },
    { text: 'a', replies: [{ text: 'b', replies: [] }] },
  ],
  [
    'a field of an error, and of its issues',
    z.strictObject({
      ...errorShape.shape,
      data: z.strictObject({
        ...errorShape.shape.data.shape,
        hint: since(3, text.nullable()),
        issues: z.array(z.strictObject({ path: text, message: text, rule: since(3, text) })),
      }),
    }),
    error({ hint: 'Shorten it.', conflicts: null, issues: [{ path: 'title', message: 'is too long', rule: 'max' }] }),
    error({ issues: [{ path: 'title', message: 'is too long' }] }),
  ],
]

function error(more: object) {
  const data = { code: 'BAD_REQUEST', httpStatus: 400, path: 'note.create', reason: null, ...more }
  return { message: 'title: is too long', code: -32_600, data }
}

describe.each(cases)('when an output gains %s,', (_what, schema, value, older) => {
  const form = olderFormOf(schema)

  test('callers of older versions get only the fields they know', () => {
    expect(schema.parse(value)).toEqual(value)
    expect(form(value, 2)).toEqual(older)
    expect(form(value, 1)).toEqual(older)
  })

  test('callers of that version, or of later ones, get it', () => {
    expect(form(value, 3)).toEqual(value)
    expect(form(value, 4)).toEqual(value)
  })

  test('every response fits the published schema', () => {
    const published = z.fromJSONSchema(z.toJSONSchema(schema, { io: 'output', override: openOutput }))
    for (const version of [1, 2, 3, 4]) expect(published.safeParse(form(value, version)).error).toBeUndefined()
  })
})

test('today’s outputs fit the closed schema of the first version', () => {
  const closed = z.array(z.discriminatedUnion('kind', [oldDone, oldMoved]))
  const form = olderFormOf(z.array(z.discriminatedUnion('kind', [done, moved])))
  expect(closed.safeParse(form([{ kind: 'moved', by: 'me', to: 'b' }], 2)).success).toBe(true)
})

test('each field has its own version', () => {
  const form = olderFormOf(z.strictObject({ a: text, b: since(2, text), c: since(3, text), d: since(5, text) }))
  const value = { a: '', b: '', c: '', d: '' }
  const names = (version: number) => Object.keys(form(value, version)).join('')
  expect([1, 2, 3, 4, 5].map(names)).toEqual(['a', 'ab', 'abc', 'abc', 'abcd'])
})

test('a field that shares its schema with others is new alone', () => {
  const shared = text.describe('A colour.')
  const schema = z.strictObject({ ink: shared, paper: since(3, shared) })
  expect(olderFormOf(schema)({ ink: 'red', paper: 'blue' }, 2)).toEqual({ ink: 'red' })
  expect(schema.shape.paper.description).toBe('A colour. Since contract version 3.')
})

test('the value itself does not change', () => {
  const value = Object.freeze({ id: 'a', link: Object.freeze({ url: '/', label: 'x' }) })
  olderFormOf(z.strictObject({ id: text, link }))(value, 1)
  expect(value.link.label).toBe('x')
})

test('without newer fields, responses are sent without a copy', () => {
  const value = { items: [{ id: 'a' }] }
  expect(olderFormOf(z.strictObject({ items: z.array(z.strictObject({ id: text })) }))(value, 1)).toBe(value)
  const { answer } = createCallerContracts(appRouter._def.procedures)(contractVersion)
  expect(answer('note.list', value)).toBe(value)
  expect(answer('no.procedure', value)).toBe(value)
})

test('a union whose values cannot be distinguished is an error, not a response with too many fields', () => {
  const form = olderFormOf(z.union([z.strictObject({ a: since(3, text) }), z.strictObject({ b: text })]))
  expect(() => form({ c: 'x' }, 2)).toThrow('does not fit')
})

test.each([1, 0, -1, 2.5, Number.NaN])('a field cannot be new since version %d', (version) => {
  expect(() => since(version, text)).toThrow(RangeError)
})

test('no field of the contract is newer than the contract says it is', () => {
  const procedures: Record<string, { _def: object }> = { ...appRouter._def.procedures } as never
  for (const [name, { _def }] of Object.entries(procedures)) {
    const { output, type } = _def as { output?: unknown; type: string }
    // tRPC has no schema for the events of a subscription.
    if (type === 'subscription') continue
    expect(output, name).toBeInstanceOf(z.ZodType)
    expect(newestFieldIn(output as z.ZodType), name).toBeLessThanOrEqual(contractVersion)
  }
  expect(newestFieldIn(errorShape)).toBeLessThanOrEqual(contractVersion)
})
