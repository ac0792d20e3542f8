import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCursor } from '../../src/page-cursor.js'
import { newTask, taskChanges, taskQuery, taskRef } from '../../src/tasks/task-schemas.js'

const id = '019306d7-7d2c-7c3a-8a57-0b6f3f6d8e11'
const title = 'Buy milk'

describe.each([
  ['a reference', taskRef, { id }],
  ['a new task', newTask, { title }],
  ['changes', taskChanges, { id, title }],
  ['a query', taskQuery.unwrap(), {}],
] as const)('%s', (_what, schema, fields) => {
  const refusesMore = (strict: z.ZodType) => {
    expect(strict.safeParse(fields).success).toBe(true)
    expect(strict.safeParse({ ...fields, userId: 'user-1' }).success).toBe(false)
  }

  test('refuses unknown fields', () => refusesMore(schema))

  test('a schema that is not strict would accept them', () => {
    expect(() => refusesMore(z.object(schema.shape))).toThrow()
  })
})

describe('a new task', () => {
  test('needs only a title', () => {
    expect(newTask.parse({ title: '  Buy milk ' })).toEqual({
      title,
      notes: '',
      priority: 'none',
      dueOn: null,
      completedAt: null,
    })
  })

  test('has ids in lower case and instants in UTC with milliseconds, so that equal values are equal texts', () => {
    const task = newTask.parse({ title, id: id.toUpperCase(), completedAt: '2026-11-24T09:30:00Z' })
    expect(task).toMatchObject({ id, completedAt: '2026-11-24T09:30:00.000Z' })
  })

  test('counts what a user would call characters', () => {
    expect(newTask.safeParse({ title: '🎉'.repeat(500) }).success).toBe(true)
    expect(newTask.safeParse({ title: 'x'.repeat(500) }).success).toBe(true)
    expect(newTask.safeParse({ title, notes: 'x'.repeat(10_000) }).success).toBe(true)
  })

  test.each([
    ['no title', {}],
    ['an empty title', { title: '' }],
    ['a title of blanks', { title: ' \t\n\u00a0' }],
    ['a title of 501 characters', { title: 'x'.repeat(501) }],
    ['a title of 501 emoji', { title: '🎉'.repeat(501) }],
    ['a title with NUL', { title: 'a\0b' }],
    ['half of a surrogate pair', { title: 'a\ud83c' }],
    ['a number for a title', { title: 1 }],
    ['notes of 10,001 characters', { title, notes: 'x'.repeat(10_001) }],
    ['notes that are null', { title, notes: null }],
    ['an unknown priority', { title, priority: 'urgent' }],
    ['a day that does not exist', { title, dueOn: '2026-02-30' }],
    ['an instant for a day', { title, dueOn: '2026-11-24T00:00:00Z' }],
    ['a year of five digits', { title, dueOn: '12026-11-24' }],
    ['a year for which databases and clocks disagree', { title, dueOn: '0001-01-01' }],
    ['an instant with an offset', { title, completedAt: '2026-11-24T09:30:00+01:00' }],
    ['an instant without a zone', { title, completedAt: '2026-11-24T09:30:00' }],
    ['an id that is not a UUID', { title, id: 'one' }],
    ['a UUIDv4', { title, id: '9b2f1c1e-33c5-4a0c-9d4f-3f1d1f0a7a11' }],
    ['another user’s id', { title, userId: 'user-1' }],
    ['a version', { title, version: 1 }],
    ['__proto__', JSON.parse('{"title":"x","__proto__":{"userId":"user-1"}}')],
    ['null', null],
    ['a list', [{ title }]],
  ])('is refused with %s', (_, input) => {
    expect(newTask.safeParse(input).success).toBe(false)
  })
})

describe('changes to a task', () => {
  test('contain only the given fields', () => {
    expect(taskChanges.parse({ id, dueOn: null })).toEqual({ id, dueOn: null })
    expect(taskChanges.parse({ id, version: 3, title: ' New ' })).toEqual({ id, version: 3, title: 'New' })
  })

  test.each([
    ['nothing to change', { id }],
    ['a version alone', { id, version: 1 }],
    ['no id', { title }],
    ['undefined for a value', { id, title: undefined }],
    ['null for a title', { id, title: null }],
    ['version 0', { id, title, version: 0 }],
    ['a fractional version', { id, title, version: 1.5 }],
    ['another owner', { id, title, userId: 'user-1' }],
    ['a time of creation', { id, title, createdAt: '2026-11-24T09:30:00.000Z' }],
    ['a deletion', { id, title, deletedAt: null }],
  ])('are refused with %s', (_, input) => {
    expect(taskChanges.safeParse(input).success).toBe(false)
  })
})

describe('a reference', () => {
  test.each([{}, { id: '' }, { id: [id] }, { id, userId: 'user-1' }, id])('cannot be %j', (input) => {
    expect(taskRef.safeParse(input).success).toBe(false)
  })
})

describe('a query', () => {
  test('is the first page of everything by default', () => {
    expect(taskQuery.parse(undefined)).toEqual({ limit: 50, status: 'all', search: '' })
  })

  test('reads the cursor of an earlier page', () => {
    const position = { createdAt: '2026-11-24T09:30:00.000Z', id }
    expect(taskQuery.parse({ cursor: encodeCursor(position) }).cursor).toEqual(position)
  })

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  test.each([
    ['limit 0', { limit: 0 }],
    ['limit 201', { limit: 201 }],
    ['a limit that is a string', { limit: '50' }],
    ['an unknown status', { status: 'deleted' }],
    ['a search of 201 characters', { search: 'x'.repeat(201) }],
    ['an empty cursor', { cursor: '' }],
    ['a cursor that is not JSON', { cursor: 'nonsense' }],
    ['a cursor with padding', { cursor: `${encodeCursor({ createdAt: '2026-11-24T09:30:00.000Z', id })}==` }],
    ['a cursor with an additional member', { cursor: encoded(['2026-11-24T09:30:00.000Z', id, 'user-1']) }],
    ['a cursor with another kind of instant', { cursor: encoded(['2026-11-24T09:30:00Z', id]) }],
    ['a cursor with SQL', { cursor: encoded(['2026-11-24T09:30:00.000Z', "'; drop table task"]) }],
    ['a cursor of 10,000 characters', { cursor: 'A'.repeat(10_000) }],
    ['a foreign owner', { userId: 'user-1' }],
    ['the way back', { direction: 'backward' }],
  ])('is refused with %s', (_, input) => {
    expect(taskQuery.safeParse(input).success).toBe(false)
  })
})
