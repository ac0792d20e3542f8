import {
  csvWriter,
  type DraftTask,
  feedWriter,
  type ImportDraft,
  icsWriter,
  jsonWriter,
  readImport,
  todoTxtWriter,
  writeExport,
} from '@ownlist/transfer'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { file, options } from './reading.js'

const { now } = options
const word = fc.stringMatching(/^[A-Za-zäß字😀][A-Za-z0-9äß字😀]{0,11}$/u)
const anyTitle = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((text) => text.replace(/\0|\p{Surrogate}/gu, '').trim())
  .filter((text) => text !== '')
const notes = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/\0|\p{Surrogate}/gu, ''))
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const second = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}.000Z`)
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const zone = fc.constantFrom(null, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Asia/Calcutta', 'UTC')
const moment = fc.tuple(fc.option(day), fc.option(time), zone).map(([on, at, where]) => {
  const clock = on === null ? null : at
  return { on, time: clock, zone: clock === null ? null : where }
})
const rules = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;RSCALE=GREGORIAN;BYMONTHDAY=31;SKIP=BACKWARD',
  'FREQ=YEARLY;COUNT=3',
  'FREQ=DAILY;UNTIL=20300101',
  'FREQ=DAILY;UNTIL=20300101T090000Z',
]

/** A draft whose texts are of one kind. Parents come first, as in every draft. */
const draftOf = (title: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<ImportDraft> => {
  const color = fc.constantFrom(null, 'red', 'blue')
  const position = fc.option(fc.stringMatching(/^[0-9A-Za-z]{1,8}$/))
  const lists = fc
    .uniqueArray(title, { maxLength: 3 })
    .chain((titles) =>
      fc.tuple(
        ...titles.map((each) =>
          fc.tuple(fc.constant(each), fc.uniqueArray(title, { maxLength: 2 }), color, fc.option(second), position),
        ),
      ),
    )
  const labels = fc
    .uniqueArray(title, { maxLength: 3, selector: (each) => each.normalize() })
    .chain((titles) => fc.tuple(...titles.map((each) => fc.tuple(fc.constant(each), color, position))))
  const filters = fc.array(fc.record({ title, query: title, position }), { maxLength: 2 })
  const task = fc.record({
    title,
    notes: text,
    place: fc.tuple(fc.nat(3), fc.nat(2), fc.nat(5), fc.nat(7)),
    priority: fc.constantFrom('none', 'low', 'medium', 'high'),
    due: moment,
    deadline: moment,
    recurrence: fc.constantFrom(null, ...rules),
    from: fc.constantFrom('schedule', 'completion'),
    completedAt: fc.option(second),
    createdAt: second,
    remindBefore: fc.uniqueArray(fc.nat(40_320), { maxLength: 5 }),
    remindAt: fc.uniqueArray(second, { maxLength: 5 }),
    position,
  })
  return fc
    .tuple(lists, labels, filters, fc.array(task, { minLength: 1, maxLength: 8 }))
    .map(([foundLists, foundLabels, foundFilters, found]) => {
      const madeLists = foundLists.map(([name, sections, itsColor, archivedAt, place], at) => ({
        key: `list ${at}`,
        title: name,
        color: itsColor,
        archivedAt,
        position: place,
        sections: sections.map((each, index) => ({ key: `section ${at}.${index}`, title: each, position: place })),
      }))
      const madeLabels = foundLabels.map(([name, itsColor, place], at) => ({
        key: `label ${at}`,
        title: name,
        color: itsColor,
        position: place,
      }))
      const tasks: DraftTask[] = []
      for (const [at, { place, due, deadline, from, ...fields }] of found.entries()) {
        const parent = tasks.at(place[2] - tasks.length)
        const list = madeLists[place[0]]
        const own = { listKey: list?.key ?? null, sectionKey: list?.sections[place[1]]?.key ?? null }
        const where = parent === undefined ? own : { listKey: parent.listKey, sectionKey: parent.sectionKey }
        tasks.push({
          ...fields,
          ...where,
          key: `task ${at}`,
          parentKey: depthOf(parent, tasks) < 10 ? (parent?.key ?? null) : null,
          dueOn: due.on,
          dueTime: due.time,
          dueZone: due.zone,
          deadlineOn: deadline.on,
          deadlineTime: deadline.time,
          deadlineZone: deadline.zone,
          recurrenceFrom: fields.recurrence === null ? 'schedule' : from,
          remindBefore: due.on === null ? [] : fields.remindBefore,
          labelKeys: madeLabels.map(({ key }) => key).filter((_, index) => (place[3] >> index) % 2 === 1),
        })
      }
      const madeFilters = foundFilters.map((filter, at) => ({ key: `filter ${at}`, ...filter }))
      return { lists: madeLists, labels: madeLabels, filters: madeFilters, tasks, losses: [] }
    })
}

const depthOf = (task: DraftTask | undefined, all: readonly DraftTask[]): number =>
  task === undefined
    ? 0
    : 1 +
      depthOf(
        all.find(({ key }) => key === task.parentKey),
        all,
      )

test('exporting and importing JSON again gives the same draft', () => {
  fc.assert(
    fc.property(draftOf(anyTitle, notes), (draft) => {
      const text = writeExport(jsonWriter, { ...draft, now })
      expect(readImport(file(text, 'export.json'), options)).toEqual({ format: 'ownlist', draft })
    }),
  )
})

/** A draft as people see it: titles instead of keys, in any order. */
function seen(
  { lists, labels, tasks }: ImportDraft,
  keep: (task: DraftTask) => Partial<Record<keyof DraftTask, unknown>>,
) {
  const titles = new Map<string | null, string>()
  for (const list of lists) for (const each of [list, ...list.sections]) titles.set(each.key, each.title)
  for (const { key, title } of [...labels, ...tasks]) titles.set(key, title)
  const shown = tasks.map((task) => ({
    ...keep(task),
    list: titles.get(task.listKey),
    labels: task.labelKeys.map((key) => titles.get(key)).sort(),
  }))
  return shown
    .map((each) => JSON.stringify(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))))
    .sort()
}

test('everything that iCalendar can express comes back: texts, days, zones, rules, alarms, parents, labels and lists', () => {
  const title = anyTitle.map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim()).filter((text) => text !== '')
  const text = notes.map((each) =>
    each
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{C}\n]/gu, '')
      .trim(),
  )
  fc.assert(
    fc.property(draftOf(title, text), (draft) => {
      const ics = writeExport(icsWriter, { ...draft, now })
      const again = readImport(file(ics, 'export.ics'), { ...options, timeZone: 'UTC' }).draft
      const keep = ({
        key: _,
        listKey: __,
        sectionKey: ___,
        parentKey,
        labelKeys: ____,
        position: _____,
        ...fields
      }: DraftTask) => ({
        ...fields,
        notes: fields.notes,
        dueZone: zoneShown(fields.dueZone),
        deadlineZone: zoneShown(fields.deadlineZone),
        hasParent: parentKey !== null,
        recurrence: fields.recurrence?.split(';').sort().join(';') ?? null,
      })
      expect(again.losses).toEqual([])
      expect(seen(again, keep)).toEqual(seen(draft, keep))
      for (const line of ics.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    }),
    { numRuns: 60 },
  )
})

const zoneShown = (name: string | null) =>
  name === null ? null : new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone

test('everything that todo.txt can express comes back: titles, priorities, days, simple rules, one list and labels', () => {
  fc.assert(
    fc.property(
      draftOf(
        word.map((each) => `a${each}`),
        fc.constant(''),
      ),
      (draft) => {
        const text = writeExport(todoTxtWriter, { ...draft, now })
        const again = readImport(file(text, 'todo.txt'), { ...options, timeZone: 'UTC' }).draft
        const keep = ({
          title,
          priority,
          dueOn,
          dueTime,
          deadlineOn,
          deadlineTime,
          completedAt,
          createdAt,
          recurrence,
        }: DraftTask) => {
          const isSimple =
            recurrence === null || /^FREQ=(DAILY|WEEKLY)(;INTERVAL=2|;BYDAY=MO,TU,WE,TH,FR)?$/.test(recurrence)
          return {
            title,
            priority,
            days: [
              ...new Set([
                dueOn === null ? null : `${dueOn}${dueTime}`,
                deadlineOn === null ? null : `${deadlineOn}${deadlineTime}`,
              ]),
            ].filter((each) => each !== null).length,
            completedOn: completedAt?.slice(0, 10),
            createdOn: createdAt?.slice(0, 10),
            recurrence: isSimple ? recurrence : null,
          }
        }
        const inOrder = draft.tasks.every(
          ({ dueOn, deadlineOn }) => dueOn === null || deadlineOn === null || dueOn < deadlineOn,
        )
        fc.pre(inOrder)
        expect(again.losses).toEqual([])
        expect(seen(again, keep)).toEqual(seen(draft, keep))
      },
    ),
    { numRuns: 60 },
  )
})

const task: DraftTask = {
  key: '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11',
  parentKey: null,
  listKey: null,
  sectionKey: null,
  title: 'x (A) +word; "quoted", and a\\b',
  notes: '=1+1',
  priority: 'none',
  dueOn: '2026-10-25',
  dueTime: '09:30',
  dueZone: 'Europe/Berlin',
  deadlineOn: '2026-10-31',
  deadlineTime: null,
  deadlineZone: null,
  recurrence: 'FREQ=WEEKLY',
  recurrenceFrom: 'schedule',
  completedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  labelKeys: [],
  remindBefore: [],
  remindAt: [],
  position: null,
}

test('a feed has all-day events for days without a time, times with the rules of their zone, and stable UIDs', () => {
  const write = (title: string) =>
    writeExport(feedWriter, { lists: [], labels: [], filters: [], tasks: [{ ...task, title }], now })
  const calendar = new ICAL.Component(ICAL.parse(write('Ferns')))
  const [planned, deadline] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  expect(planned?.startDate.toJSDate().toISOString()).toBe('2026-10-25T08:30:00.000Z')
  expect([planned?.startDate.isDate, deadline?.startDate.isDate]).toEqual([false, true])
  expect(deadline?.startDate.toString()).toBe('2026-10-31')
  expect(calendar.getAllSubcomponents('vtimezone').length).toBe(1)
  const uids = (text: string) => text.split('\r\n').filter((line) => line.startsWith('UID:'))
  expect(uids(write('Roses'))).toEqual(uids(write('Ferns')))
  expect(new Set(uids(write('Ferns'))).size).toBe(2)
})

test('a table for spreadsheets contains no formulas and keeps quotes', () => {
  const csv = writeExport(csvWriter, { lists: [], labels: [], filters: [], tasks: [task], now })
  expect(csv).toContain(',"x (A) +word; ""quoted"", and a\\b",\'=1+1,')
})

test('a title that begins like a todo.txt marker stays a title', () => {
  const text = writeExport(todoTxtWriter, {
    lists: [],
    labels: [],
    filters: [],
    tasks: [{ ...task, title: 'x (A) 2026-01-01 y' }],
    now,
  })
  expect(readImport(file(text, 'todo.txt'), options).draft.tasks[0]).toMatchObject({
    title: 'x (A) 2026-01-01 y',
    completedAt: null,
  })
})
