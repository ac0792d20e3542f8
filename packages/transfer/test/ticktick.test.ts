import { expect, test } from 'vitest'
import { reading } from './reading.js'

const columns = [
  'Folder Name',
  'List Name',
  'Title',
  'Kind',
  'Tags',
  'Content',
  'Is Check list',
  'Start Date',
  'Due Date',
  'Reminder',
  'Repeat',
  'Priority',
  'Status',
  'Created Time',
  'Completed Time',
  'Order',
  'Timezone',
  'Is All Day',
  'Is Floating',
  'Column Name',
  'Column Order',
  'View Mode',
  'taskId',
  'parentId',
]
const preamble = '\uFEFF"Date: 2026-11-26+0000"\r\n"Version: 7.1"\r\n"Status: \n0 Normal\n1 Completed\n2 Archived"\r\n'

function csv(rows: readonly Readonly<Record<string, string>>[], header = columns) {
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  const filled = rows.map((row) => header.map((column) => ({ 'List Name': 'Home', Status: '0', ...row })[column] ?? ''))
  return preamble + [header, ...filled].map(line).join('')
}

test('reads TickTick’s backup: days in the row’s zone, times, tags, priorities, states, reminders and rules', () => {
  const rows = [
    {
      Title: 'Two\nlines',
      Tags: 'one, two',
      'Start Date': '2026-01-04T23:00:00+0000',
      'Due Date': '2026-01-04T23:00:00+0000',
      'Is All Day': 'true',
      Timezone: 'Europe/Berlin',
      Reminder: 'TRIGGER:P0DT9H0M0S',
      Repeat: 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
      Priority: '5',
      'Column Name': 'Soon',
      taskId: 'not an id, "really"',
    },
    {
      Title: 'Zoned',
      'Due Date': '2026-07-01T07:00:00+0000',
      'Is All Day': 'false',
      Timezone: 'America/New_York',
      Reminder: '-PT30M',
      Priority: 'p3',
      parentId: 'not an id, "really"',
    },
    {
      Title: 'Floating',
      'Due Date': '2026-07-01 07:00:00',
      'Is Floating': 'true',
      Timezone: 'Asia/Tokyo',
      Priority: '1',
    },
    { Title: 'Trip', 'Start Date': '2026-07-01 00:00:00', 'Due Date': '2026-07-05 00:00:00', 'Is All Day': 'true' },
    {
      Title: 'Done',
      Status: '2',
      'Completed Time': '2026-01-02T03:04:05+0000',
      'Created Time': '2026-01-01T00:00:00+0000',
    },
  ]
  for (const header of [columns, columns.toReversed()]) {
    const { format, tasks, losses, lists } = reading(csv(rows, header))
    expect([format, lists]).toEqual(['ticktick', ['Home']])
    expect(tasks).toEqual([
      {
        title: 'Two lines',
        list: 'Home',
        section: 'Soon',
        labels: ['one', 'two'],
        priority: 'high',
        dueOn: '2026-01-05',
        recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
        remindBefore: [0],
      },
      {
        title: 'Zoned',
        list: 'Home',
        parent: 'Two lines',
        priority: 'medium',
        dueOn: '2026-07-01',
        dueTime: '03:00',
        dueZone: 'America/New_York',
        remindBefore: [30],
      },
      { title: 'Floating', list: 'Home', priority: 'low', dueOn: '2026-07-01', dueTime: '07:00' },
      { title: 'Trip', list: 'Home', dueOn: '2026-07-01', deadlineOn: '2026-07-05' },
      { title: 'Done', list: 'Home', createdAt: '2026-01-01T00:00:00.000Z', completedAt: '2026-01-02T03:04:05.000Z' },
    ])
    expect(losses).toEqual([])
  }
})

test('reads rows whose lines end differently from those above the header', () => {
  const rows = [
    { Title: 'Child', taskId: '2', parentId: '1' },
    { Title: 'Parent', taskId: '1' },
  ]
  const mixed = csv(rows).replace(preamble, preamble.replaceAll('\r\n', '\n'))
  for (const text of [mixed, csv(rows).replaceAll('\r\n', '\n'), csv(rows).replaceAll('\r\n', '\r')]) {
    const { tasks, losses } = reading(text)
    expect(tasks.map(({ title, parent = '' }) => `${parent}/${title}`)).toEqual(['/Parent', 'Parent/Child'])
    expect(losses).toEqual([])
  }
})

test('reports what TickTick’s rows lose, and handles repeated ids, cycles and missing parents', () => {
  const { tasks, losses } = reading(
    csv([
      { Title: 'A', taskId: '1', parentId: '2', 'Folder Name': 'Private' },
      { Title: 'B', taskId: '2', parentId: '1' },
      { Title: 'C', taskId: '1', parentId: '1' },
      { Title: 'D', taskId: '4', parentId: 'nowhere' },
      { Title: 'E', taskId: '5', parentId: '5', Repeat: 'ERULE:NAME=CUSTOM;BYDATE=20260101' },
      { Title: 'F', Repeat: 'RRULE:FREQ=DAILY;TT_SKIP=HOLIDAY', Reminder: 'sometimes', Priority: '4' },
      { Title: 'G', Kind: 'NOTE', 'Due Date': 'soon' },
      { Title: 'Shop', 'Is Check list': 'Y', Content: 'For Ada▫Milk▪Eggs', Kind: 'CHECKLIST' },
    ]),
  )
  expect(tasks.map(({ title, parent = '' }) => `${parent}/${title}`)).toEqual([
    '/B',
    'B/A',
    'A/C',
    '/D',
    '/E',
    '/F',
    '/G',
    '/Shop',
    'Shop/Milk',
    'Shop/Eggs',
  ])
  expect(tasks.at(-3)?.notes).toBe('For Ada')
  expect(losses.map((loss) => loss.replace(/^\d+ /, ''))).toEqual([
    'A: Folder Name NOT_KEPT',
    'E: recurrence NOT_UNDERSTOOD',
    'F: priority CHANGED',
    'F: recurrence CHANGED',
    'F: reminder NOT_UNDERSTOOD',
    'G: Kind CHANGED',
    'G: Due Date NOT_UNDERSTOOD',
    'C: id REPEATED',
    'D: parent MISSING',
    'B: parent CYCLE',
    'A: list CHANGED',
    'E: parent CYCLE',
  ])
})
