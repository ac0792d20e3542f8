import { type ImportDraft, ImportError, importFormats, importLimits, readImport } from '@ownlist/transfer'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { file, options, reading } from './reading.js'

const code = (content: string | Uint8Array, name = 'file'): string => {
  const from = typeof content === 'string' ? file(content, name) : { name, bytes: content }
  try {
    readImport(from, options)
    return 'read'
  } catch (error) {
    if (error instanceof ImportError) return error.code
    throw error
  }
}

test('refuses files that are empty, unknown, damaged or too large, with a code and in plain words', () => {
  expect(code('')).toBe('EMPTY')
  expect(code('\uFEFF  \r\n')).toBe('EMPTY')
  expect(code('{"tasks":')).toBe('DAMAGED')
  expect(code('{}')).toBe('UNKNOWN_FORMAT')
  expect(code('{"format":"ownlist","version":2}')).toBe('UNKNOWN_FORMAT')
  expect(code('{"format":"ownlist","version":1}')).toBe('EMPTY')
  expect(code('a,b\n1,2\n', 'x.csv')).toBe('UNKNOWN_FORMAT')
  expect(code('TYPE,CONTENT\n'.concat('task,x\n'.repeat(30), 'task,"open'), 'x.csv')).toBe('DAMAGED')
  expect(code('BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\n')).toBe('DAMAGED')
  expect(code('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).toBe('EMPTY')
  expect(code(new Uint8Array(importLimits.bytes + 1))).toBe('TOO_LARGE')
})

test('refuses archives with paths outside their folder, that unpack to too much, or that do not come from Vikunja', () => {
  const data = strToU8('[{"id":1,"title":"A","tasks":[{"id":2,"title":"B"}]}]')
  expect(code(zipSync({ 'data.json': data }))).toBe('read')
  for (const path of ['../x', 'a/../../x', '/etc/x', 'C:\\x', '..\\x']) {
    expect(code(zipSync({ 'data.json': data, [path]: data }))).toBe('UNSAFE')
  }
  expect(code(zipSync({ 'data.json': new Uint8Array(3_000_000) }))).toBe('UNSAFE')
  expect(code(zipSync({ 'photo.jpg': data }))).toBe('UNKNOWN_FORMAT')
  expect(code(zipSync({ 'data.json': data }).slice(0, 60))).toBe('DAMAGED')
  const lying = zipSync({ 'data.json': new Uint8Array(3_000_000) })
  // Both headers say that the entry unpacks to 100 bytes.
  const size = new DataView(lying.buffer)
  for (let at = 0; at + 4 <= lying.length; at++)
    if (size.getUint32(at, true) === 3_000_000) size.setUint32(at, 100, true)
  expect(['DAMAGED', 'UNKNOWN_FORMAT', 'EMPTY']).toContain(code(lying))
})

test('stops at a hundred thousand rows or levels, within seconds', () => {
  const started = performance.now()
  expect(code(`TYPE,CONTENT\n${'task,x\n'.repeat(100_000)}`, 'x.csv')).toBe('TOO_MANY_ROWS')
  expect(code('x\n'.repeat(100_000), 'todo.txt')).toBe('TOO_MANY_ROWS')
  expect(
    code(`[${'{"type":"to-do","attributes":{"title":"x"}},'.repeat(60_000)}{"type":"to-do","attributes":{}}]`),
  ).toBe('TOO_MANY_ROWS')
  expect(
    code(`BEGIN:VCALENDAR\r\n${'BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n'.repeat(60_000)}END:VCALENDAR\r\n`),
  ).toBe('TOO_MANY_ROWS')
  expect(code('['.repeat(100_000))).toBe('DAMAGED')
  expect(code('['.repeat(100_000) + ']'.repeat(100_000))).toBe('UNKNOWN_FORMAT')
  expect(code(`BEGIN:VCALENDAR\r\n${'BEGIN:VTODO\r\n'.repeat(100_000)}`)).toBe('DAMAGED')
  const html = { content: `${'<div><b>'.repeat(100_000)}x`, contentType: 'html' }
  expect(code(JSON.stringify([{ title: 'x', importance: 'low', body: html }]))).toBe('read')
  expect(performance.now() - started).toBeLessThan(15_000)
})

test('limits values that are too long, too deep or too many, and reports this', () => {
  const long = 'ä😀'.repeat(300)
  const chain = Array.from({ length: 13 }, (_, at) => `task,${at === 0 ? long : `Level ${at}`},4,${at + 1}`)
  const read = reading(
    `TYPE,CONTENT,PRIORITY,INDENT\n${chain.join('\n')}\ntask,"${'@a'.repeat(2)} \u0000x\ud800",4,1\n`,
    'x.csv',
  )
  const [first] = read.draft.tasks
  expect([...(first?.title ?? '')].length).toBe(500)
  expect(first?.notes).toBe(long.slice(first?.title.length))
  expect(read.losses).toEqual([
    `2 ${'ä😀'.repeat(20)}: title CUT`,
    '13 Level 11: parent TOO_DEEP',
    '14 Level 12: parent TOO_DEEP',
  ])
  expect(read.tasks.slice(10, 13).map(({ title, parent }) => `${parent}/${title}`)).toEqual([
    'Level 9/Level 10',
    'Level 9/Level 11',
    'Level 9/Level 12',
  ])
  const notes = reading(`TYPE,CONTENT,DESCRIPTION\ntask,x,${'n'.repeat(10_001)}\n`, 'x.csv')
  expect([notes.tasks[0]?.notes, notes.losses]).toEqual(['n'.repeat(10_000), ['2 x: notes CUT']])
})

test('for any bytes, a reader returns a draft within the limits or throws an ImportError', () => {
  const words = [
    'TYPE,CONTENT,INDENT\n',
    'task,x,2\n',
    'BEGIN:VCALENDAR\n',
    'BEGIN:VTODO\n',
    'END:VTODO\n',
    'END:VCALENDAR',
    'RRULE:FREQ=',
    'DUE:2026',
    '{"kind":"tasks#',
    '"',
    ',',
    '\n',
    ';',
    '[',
    '{',
    '}',
    ']',
    '"id":1',
    'x 2026-',
    '__proto__',
    '\u2028',
    '<b>',
  ]
  const content = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => strToU8(parts.join(''))),
    fc.uint8Array({ maxLength: 200 }),
  )
  fc.assert(
    fc.property(
      content,
      fc.constantFrom(...importFormats, undefined),
      fc.constantFrom('a.csv', 'a.txt', ''),
      (bytes, format, name) => {
        try {
          requireBounds(readImport({ name, bytes }, options, format).draft)
        } catch (error) {
          if (!(error instanceof ImportError)) throw error
          expect(error.message).toMatch(/^[A-Z].*\.$/)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('any JSON in any field is either read or reported as a loss', () => {
  const names = [
    'id',
    'title',
    'tasks',
    'items',
    'due',
    'attributes',
    'type',
    'kind',
    'displayName',
    'body',
    'recurrence',
    'pattern',
    'parent',
    'related_tasks',
    'key',
    'lists',
    'parentKey',
    'dueOn',
    'sections',
    '__proto__',
  ]
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(
        'to-do',
        'tasks#taskLists',
        'x',
        '2026-10-05',
        '0001-01-01T00:00:00Z',
        '',
        null,
        true,
        0,
        -1,
        1e300,
        'FREQ=DAILY',
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
    ),
  })).value
  const formats = ['microsoft-to-do', 'google-tasks', 'vikunja-json', 'things', 'ownlist'] as const
  fc.assert(
    fc.property(json, fc.constantFrom(...formats), (value, format) => {
      const own =
        format === 'ownlist' && typeof value === 'object' && value !== null ? { ...value, format, version: 1 } : value
      try {
        requireBounds(readImport(file(JSON.stringify(own)), options, format).draft)
      } catch (error) {
        if (!(error instanceof ImportError)) throw error
      }
    }),
    { numRuns: 2_000 },
  )
})

/** A draft that the API accepts, without references to rows that are missing or further down. */
function requireBounds({ lists, labels, tasks }: ImportDraft): void {
  const keys = {
    lists: new Set(lists.map(({ key }) => key)),
    labels: new Set(labels.map(({ key }) => key)),
    tasks: new Set<string>(),
  }
  const sections = new Set(lists.flatMap((list) => list.sections.map(({ key }) => `${list.key}/${key}`)))
  for (const task of tasks) {
    expect([...task.title].length).toBeLessThanOrEqual(500)
    expect(task.title.trim()).not.toBe('')
    expect(task.listKey === null || keys.lists.has(task.listKey)).toBe(true)
    expect(task.sectionKey === null || sections.has(`${task.listKey}/${task.sectionKey}`)).toBe(true)
    expect(task.parentKey === null || keys.tasks.has(task.parentKey)).toBe(true)
    expect(task.labelKeys.every((key) => keys.labels.has(key))).toBe(true)
    expect(keys.tasks.has(task.key)).toBe(false)
    keys.tasks.add(task.key)
  }
}
