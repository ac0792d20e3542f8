import { expect, test } from 'vitest'
import { reading } from './reading.js'

const all = {
  TYPE: 'task',
  CONTENT: 'Call @phone the dentist',
  DESCRIPTION: 'Ask about **Tuesday**',
  IS_COLLAPSED: 'False',
  PRIORITY: '1',
  INDENT: '1',
  AUTHOR: 'Ada (1)',
  RESPONSIBLE: '',
  DATE: '2026-10-05 10:30',
  DATE_LANG: 'en',
  TIMEZONE: 'America/New_York',
  DURATION: '',
  DURATION_UNIT: 'None',
  DEADLINE: '2026-10-09',
  DEADLINE_LANG: 'en',
}
type Column = keyof typeof all

const csv = (columns: readonly string[], ...rows: Readonly<Record<string, string>>[]) =>
  `\uFEFF${[columns, ...rows.map((row) => columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`))].join('\r\n')}\r\n`

const eight: Column[] = ['TYPE', 'CONTENT', 'PRIORITY', 'INDENT', 'AUTHOR', 'RESPONSIBLE', 'DATE', 'DATE_LANG']
const nine: Column[] = [...eight, 'TIMEZONE']
const ten: Column[] = ['TYPE', 'CONTENT', 'DESCRIPTION', ...nine.slice(2)]
const twelve: Column[] = [...ten, 'DURATION', 'DURATION_UNIT']
const fourteen: Column[] = [...twelve, 'DEADLINE', 'DEADLINE_LANG']
const fifteen = Object.keys(all) as Column[]

test.each([
  [8, eight],
  [9, nine],
  [10, ten],
  [12, twelve],
  [14, fourteen],
  [15, fifteen],
])('reads Todoist’s export with %i columns, in any order', (_, columns) => {
  const has = (column: Column) => columns.includes(column)
  for (const order of [columns, columns.toReversed()]) {
    const { format, tasks, losses } = reading(csv(order, all), 'Work [220474322].csv')
    expect(format).toBe('todoist')
    expect(losses).toEqual([])
    expect(tasks).toEqual([
      {
        title: 'Call the dentist',
        list: 'Work',
        labels: ['phone'],
        priority: 'high',
        dueOn: '2026-10-05',
        dueTime: '10:30',
        ...(has('TIMEZONE') ? { dueZone: 'America/New_York' } : {}),
        ...(has('DESCRIPTION') ? { notes: 'Ask about **Tuesday**' } : {}),
        ...(has('DEADLINE') ? { deadlineOn: '2026-10-09' } : {}),
      },
    ])
  }
})

test('reads sections, subtasks, comments and attachments of Todoist, and reports what is lost', () => {
  const row = (fields: Partial<typeof all>) => ({
    TYPE: 'task',
    PRIORITY: '4',
    INDENT: '1',
    DATE_LANG: 'en',
    ...fields,
  })
  const { tasks, losses, lists } = reading(
    csv(
      [...fifteen, 'MOOD'],
      { TYPE: 'meta', CONTENT: 'view_style=board' },
      {},
      { TYPE: 'project_note', CONTENT: 'About all of it' },
      row({ CONTENT: 'Parent' }),
      { TYPE: 'note', CONTENT: 'A thought', DATE: '2025-03-31T11:00:00.123456Z' },
      { TYPE: 'note', CONTENT: '[[file {"file_name":"a.pdf","file_url":"https://files.example/a.pdf"}]]' },
      row({ CONTENT: 'Child', INDENT: '2', PRIORITY: '2' }),
      row({ CONTENT: 'Grandchild', INDENT: '3', PRIORITY: '3' }),
      row({ CONTENT: 'Jumps in', INDENT: '9', DURATION: '30', DURATION_UNIT: 'minute', RESPONSIBLE: 'Bob (2)' }),
      { TYPE: 'section', CONTENT: 'Later' },
      row({ CONTENT: 'ada@example.com', DATE: 'every saturday' }),
      row({ CONTENT: 'Birthday', DATE: 'jährlich', DATE_LANG: 'de' }),
      row({ CONTENT: 'Vague', DATE: 'after the rain' }),
      row({ CONTENT: 'At', DATE: '2025-03-31 at 11:00' }),
      { ...row({ CONTENT: '=HYPERLINK("x")' }), MOOD: 'good' },
    ),
    'Garden.csv',
  )
  expect(lists).toEqual(['Garden'])
  const list = 'Garden'
  expect(tasks).toEqual([
    { title: 'Parent', list, notes: 'A thought\n\n[a.pdf](https://files.example/a.pdf)' },
    { title: 'Child', list, parent: 'Parent', priority: 'medium' },
    { title: 'Grandchild', list, parent: 'Child', priority: 'low' },
    { title: 'Jumps in', list, parent: 'Grandchild' },
    { title: 'ada@example.com', list, section: 'Later', dueOn: '2026-11-28', recurrence: 'FREQ=WEEKLY;BYDAY=SA' },
    { title: 'Birthday', list, section: 'Later', dueOn: '2026-12-01', recurrence: 'FREQ=YEARLY' },
    { title: 'Vague', list, section: 'Later', notes: 'after the rain' },
    { title: 'At', list, section: 'Later', dueOn: '2025-03-31', dueTime: '11:00' },
    { title: '=HYPERLINK("x")', list, section: 'Later' },
  ])
  expect(losses).toEqual([
    '1 : MOOD NOT_KEPT',
    '4 About all of it: project_note NOT_KEPT',
    '7 [[file {"file_name":"a.pdf","file_url":": attachment NOT_KEPT',
    '10 Jumps in: responsible NOT_KEPT',
    '10 Jumps in: duration NOT_KEPT',
    '14 Vague: due NOT_UNDERSTOOD',
  ])
})
