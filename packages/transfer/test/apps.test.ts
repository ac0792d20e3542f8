import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { reading } from './reading.js'

test('reads Microsoft To Do: days in the person’s zone, rules, reminders, steps and HTML notes', () => {
  const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone })
  const recurrence = (pattern: object, range: object = { type: 'noEnd' }) => ({
    pattern: { interval: 1, ...pattern },
    range,
  })
  const task = (title: string, fields: object) => ({
    id: title,
    title,
    importance: 'normal',
    status: 'notStarted',
    ...fields,
  })
  const tasks = [
    task('Tax', {
      body: { content: '<p>See <b>the</b> <a href="https://x.example/">letter</a></p>', contentType: 'html' },
      categories: ['Red category'],
      importance: 'high',
      dueDateTime: at('2026-10-04T22:00:00.0000000'),
      isReminderOn: true,
      reminderDateTime: at('2026-10-05T07:00:00.0000000'),
      createdDateTime: '2026-01-01T00:00:00Z',
      checklistItems: [
        { displayName: 'Find it', isChecked: true, checkedDateTime: '2026-02-01T00:00:00Z' },
        { displayName: 'Sign it', isChecked: false },
      ],
    }),
    task('Winter', { dueDateTime: at('2026-12-24T22:00:00.0000000') }),
    task('Local', { dueDateTime: at('2026-12-25T00:00:00.0000000', 'W. Europe Standard Time') }),
    task('Waits', { status: 'waitingOnOthers', linkedResources: [{}], recurrence: { pattern: { type: 'lunar' } } }),
    task('Done', { status: 'completed', completedDateTime: at('2026-02-03T00:00:00.0000000') }),
    task('Daily', {
      recurrence: recurrence({ type: 'daily', interval: 3 }, { type: 'numbered', numberOfOccurrences: 4 }),
    }),
    task('Weekly', {
      recurrence: recurrence({ type: 'weekly', daysOfWeek: ['monday', 'friday'], firstDayOfWeek: 'sunday' }),
    }),
    task('Month', { recurrence: recurrence({ type: 'absoluteMonthly', dayOfMonth: 31 }) }),
    task('Last', { recurrence: recurrence({ type: 'relativeMonthly', daysOfWeek: ['friday'], index: 'last' }) }),
    task('Year', {
      recurrence: recurrence(
        { type: 'absoluteYearly', month: 3, dayOfMonth: 8 },
        { type: 'endDate', endDate: '2030-01-01' },
      ),
    }),
    task('Advent', {
      recurrence: recurrence({ type: 'relativeYearly', month: 12, daysOfWeek: ['sunday'], index: 'first' }),
    }),
  ]
  const lists = { value: [{ id: 'L', displayName: 'Tasks', wellknownListName: 'defaultList', tasks }] }
  const read = reading(JSON.stringify(lists), 'export.json')
  expect(read.format).toBe('microsoft-to-do')
  expect(read.tasks.slice(0, 7)).toEqual([
    {
      title: 'Tax',
      list: 'Tasks',
      notes: 'See **the** [letter](https://x.example/)',
      labels: ['Red category'],
      priority: 'high',
      dueOn: '2026-10-05',
      remindAt: ['2026-10-05T07:00:00.000Z'],
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    { title: 'Find it', list: 'Tasks', parent: 'Tax', completedAt: '2026-02-01T00:00:00.000Z' },
    { title: 'Sign it', list: 'Tasks', parent: 'Tax' },
    // Written in a zone where midnight is an hour earlier than the person's.
    { title: 'Winter', list: 'Tasks', dueOn: '2026-12-25' },
    { title: 'Local', list: 'Tasks', dueOn: '2026-12-25' },
    { title: 'Waits', list: 'Tasks' },
    { title: 'Done', list: 'Tasks', completedAt: '2026-02-03T00:00:00.000Z' },
  ])
  expect(read.tasks.slice(7).map((each) => each.recurrence)).toEqual([
    'FREQ=DAILY;INTERVAL=3;COUNT=4',
    'FREQ=WEEKLY;BYDAY=MO,FR;WKST=SU',
    'FREQ=MONTHLY;BYMONTHDAY=31;RSCALE=GREGORIAN;SKIP=BACKWARD',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8;UNTIL=20300101',
    'FREQ=YEARLY;BYMONTH=12;BYDAY=1SU',
  ])
  expect(read.losses).toEqual([
    'Waits Waits: linkedResources NOT_KEPT',
    'Waits Waits: status CHANGED',
    'Waits Waits: recurrence NOT_UNDERSTOOD',
  ])
  expect(reading(JSON.stringify({ value: tasks }), 'Only.json').lists).toEqual(['Only'])
})

test('reads a due day of Microsoft To Do as the same day in Honolulu and in Kiritimati', () => {
  const json = (dateTime: string) =>
    JSON.stringify([{ title: 'Day', importance: 'low', dueDateTime: { dateTime, timeZone: 'UTC' } }])
  const days = [
    reading(json('2026-10-05T10:00:00'), 'a.json', { timeZone: 'Pacific/Honolulu' }),
    reading(json('2026-10-04T10:00:00'), 'a.json', { timeZone: 'Pacific/Kiritimati' }),
  ].map(({ tasks }) => tasks[0]?.dueOn)
  expect(days).toEqual(['2026-10-05', '2026-10-05'])
})

test.each([
  [
    'English',
    ',',
    'Subject,Start Date,Due Date,Reminder On/Off,Reminder Date,Reminder Time,Date Completed,% Complete,Total Work,Actual Work,Billing Information,Categories,Companies,Contacts,Mileage,Notes,Priority,Private,Role,Schedule+ Priority,Sensitivity,Status',
    ['10/15/2026', 'True', '10/14/2026', '9:30:00 AM', '0', 'High', 'Not Started', '10/1/2026'],
  ],
  [
    'German',
    ';',
    'Betreff;Beginnt am;Fällig am;Erinnerung Ein/Aus;Erinnerung am;Erinnerung um;Erledigt am;% erledigt;Gesamtaufwand;Ist-Aufwand;Abrechnungsinformationen;Kategorien;Firmen;Kontakte;Reisekilometer;Notizen;Priorität;Privat;Rolle;Schedule+-Priorität;Vertraulichkeit;Status',
    ['15.10.2026', 'Ein', '14.10.2026', '09:30:00', '0', 'Hoch', 'Nicht begonnen', '1.10.2026'],
  ],
  [
    'French',
    ';',
    'Objet;Date de début;Date d’échéance;Rappel actif/inactif;Date du rappel;Heure du rappel;Date d’achèvement;% achevé;Travail total;Travail réel;Facturation;Catégories;Sociétés;Contacts;Kilométrage;Notes;Priorité;Privé;Rôle;Priorité Schedule+;Critère de diffusion;État',
    ['15/10/2026', 'Vrai', '14/10/2026', '09:30:00', '0', 'Haute', 'Non commencée', '01/10/2026'],
  ],
  [
    'Spanish',
    ';',
    'Asunto;Fecha de comienzo;Fecha de vencimiento;Aviso activado/desactivado;Fecha del aviso;Hora del aviso;Fecha de finalización;% completado;Trabajo total;Trabajo real;Facturación;Categorías;Organizaciones;Contactos;Kilometraje;Notas;Prioridad;Privado;Función;Prioridad de Schedule+;Carácter;Estado',
    ['15/10/2026', 'Verdadero', '14/10/2026', '09:30:00', '0', 'Alta', 'No comenzada', '01/10/2026'],
  ],
])('reads Outlook’s tasks in %s', (_, delimiter, header, values) => {
  const [due = '', on = '', date = '', time = '', percent = '', high = '', open = '', completed = ''] = values
  const row = (cells: Readonly<Record<number, string>>) =>
    Array.from({ length: 22 }, (_, at) => `"${cells[at] ?? ''}"`).join(delimiter)
  const rows = [
    row({
      0: 'Passport',
      2: due,
      3: on,
      4: date,
      5: time,
      7: percent,
      11: 'Admin;Travel',
      15: 'Photos, two',
      16: high,
      21: open,
    }),
    row({ 0: 'Done', 1: due, 6: completed, 7: '1', 14: '12' }),
    row({ 0: 'Half', 2: '99/99/2026', 7: '0.5' }),
  ]
  const quoted = header.split(delimiter).map((name) => `"${name}"`)
  const { format, tasks, losses } = reading([quoted.join(delimiter), ...rows, ''].join('\r\n'), 'Tasks.csv')
  expect(format).toBe('outlook')
  expect(tasks).toEqual([
    {
      title: 'Passport',
      list: 'Tasks',
      notes: 'Photos, two',
      labels: ['Admin', 'Travel'],
      priority: 'high',
      dueOn: '2026-10-15',
      remindAt: ['2026-10-14T07:30:00.000Z'],
    },
    { title: 'Done', list: 'Tasks', dueOn: '2026-10-15', completedAt: '2026-09-30T22:00:00.000Z' },
    { title: 'Half', list: 'Tasks' },
  ])
  expect(losses).toEqual(['3 Done: mileage NOT_KEPT', '4 Half: due NOT_UNDERSTOOD', '4 Half: percent NOT_KEPT'])
})

test('reads Outlook’s Windows-1252, and says when the order of day and month is assumed', () => {
  const bytes = Uint8Array.from('Betreff;Fällig am\r\nMüll;3.4.2026\r\n', (letter) => letter.charCodeAt(0))
  expect(reading(bytes, 'a.csv').tasks).toEqual([{ title: 'Müll', list: 'a', dueOn: '2026-04-03' }])
  const { tasks, losses } = reading('Subject,Due Date\r\nSpring,3/4/2026\r\n', 'a.csv')
  expect(tasks[0]?.dueOn).toBe('2026-03-04')
  expect(losses).toEqual(['1 : due ASSUMED'])
})

test('reads Google Tasks: days whatever time they contain, order and subtasks, but not deleted tasks', () => {
  const items = [
    {
      id: 'b',
      title: 'Second',
      position: '00000000000000000002',
      status: 'needsAction',
      due: '2026-10-05T23:59:00.000Z',
      parent: 'a',
    },
    {
      id: 'a',
      title: 'First',
      position: '00000000000000000001',
      status: 'completed',
      completed: '2026-01-02T00:00:00.000Z',
      hidden: true,
      notes: 'N',
    },
    { id: 'c', title: 'Gone', position: '00000000000000000003', deleted: true },
  ]
  const json = {
    kind: 'tasks#taskLists',
    items: [{ kind: 'tasks#taskList', id: 'L', title: 'My Tasks', updated: '', items }],
  }
  const { format, tasks, losses } = reading(JSON.stringify(json), 'Tasks.json')
  expect(format).toBe('google-tasks')
  expect(tasks).toEqual([
    { title: 'First', list: 'My Tasks', notes: 'N', completedAt: '2026-01-02T00:00:00.000Z' },
    { title: 'Second', list: 'My Tasks', parent: 'First', dueOn: '2026-10-05' },
  ])
  expect(losses).toEqual([])
})

const vikunja = [
  {
    id: 1,
    title: 'House',
    description: '',
    is_archived: true,
    parent_project_id: 0,
    buckets: [{ id: 5, title: 'Doing' }],
    views: [],
    tasks: [
      {
        id: 11,
        title: 'Paint',
        position: 2,
        description: '<ul><li data-checked="true">buy</li><li>mix</li></ul>',
        done: true,
        done_at: '2026-01-02T00:00:00Z',
        due_date: '2026-10-04T22:00:00Z',
        start_date: '0001-01-01T00:00:00Z',
        end_date: '0001-01-01T00:00:00Z',
        priority: 5,
        percent_done: 0.5,
        bucket_id: 5,
        labels: [{ id: 1, title: 'walls' }],
        related_tasks: { subtask: [{ id: 12 }], blocking: [{ id: 12 }] },
        reminders: [{ reminder: '2026-10-04T20:00:00Z', relative_period: -7200, relative_to: 'due_date' }],
      },
      {
        id: 12,
        title: 'Stir',
        position: 1,
        due_date: '2026-10-05T08:30:00Z',
        repeat_after: 1_209_600,
        repeat_mode: 2,
        priority: 2,
        related_tasks: null,
      },
      { id: 13, title: 'Odd', position: 3, repeat_after: 3_601, due_date: '0001-01-01T00:00:00Z', attachments: [{}] },
    ],
    child_projects: [
      { id: 2, title: 'Cellar', parent_project_id: 1, tasks: [{ id: 21, title: 'Rent', repeat_mode: 1 }] },
    ],
  },
]

test('reads a Vikunja archive: midnight as a day, year 1 as no date, HTML, relations, buckets, repetitions', () => {
  const zip = zipSync({
    'data.json': strToU8(JSON.stringify(vikunja)),
    'filters.json': strToU8('null'),
    VERSION: strToU8('v1'),
    'files/1': strToU8('x'),
  })
  const { format, lists, tasks, losses, draft } = reading(zip, 'export.zip')
  expect([format, lists]).toEqual(['vikunja', ['House', 'Cellar']])
  expect(draft.lists[0]?.archivedAt).toBe('2026-11-26T09:00:00.000Z')
  expect(tasks).toEqual([
    {
      title: 'Paint',
      list: 'House',
      section: 'Doing',
      notes: '- [x] buy\n- mix',
      labels: ['walls'],
      priority: 'high',
      dueOn: '2026-10-05',
      completedAt: '2026-01-02T00:00:00.000Z',
      remindBefore: [120],
    },
    {
      title: 'Stir',
      list: 'House',
      parent: 'Paint',
      priority: 'medium',
      dueOn: '2026-10-05',
      dueTime: '10:30',
      recurrence: 'FREQ=WEEKLY;INTERVAL=2',
      recurrenceFrom: 'completion',
    },
    { title: 'Odd', list: 'House' },
    { title: 'Rent', list: 'Cellar', recurrence: 'FREQ=MONTHLY' },
  ])
  expect(losses).toEqual([
    '11 Paint: blocking NOT_KEPT',
    '11 Paint: percent_done NOT_KEPT',
    '11 Paint: priority CHANGED',
    '13 Odd: attachments NOT_KEPT',
    '13 Odd: repeat_after NOT_UNDERSTOOD',
    'project 2 Cellar: parent_project_id NOT_KEPT',
  ])
  expect(reading(JSON.stringify(vikunja), 'data.json').format).toBe('vikunja-json')
})

test('reads Things: projects, headings, checklists, and when a to-do is planned', () => {
  const toDo = (attributes: object) => ({ type: 'to-do', attributes })
  const items = [
    toDo({ title: 'Before' }),
    { type: 'heading', attributes: { title: 'Plan' } },
    toDo({
      title: 'After',
      tags: ['errand'],
      'checklist-items': [{ type: 'checklist-item', attributes: { title: 'Step', completed: true } }],
      completed: true,
      'completion-date': '2026-01-02T00:00:00Z',
    }),
  ]
  const { format, tasks, losses } = reading(
    JSON.stringify([
      toDo({
        title: 'Tonight',
        when: 'evening',
        deadline: '2026-12-01',
        notes: 'N',
        'creation-date': '2026-01-01T00:00:00Z',
      }),
      toDo({ title: 'Next', when: 'tomorrow' }),
      toDo({ title: 'At', when: '2026-12-03@9:00', list: 'Trip', heading: 'Plan' }),
      toDo({ title: 'Some day', when: 'someday' }),
      toDo({ title: 'Dropped', canceled: true, 'completion-date': '2026-01-03T00:00:00Z' }),
      { type: 'project', attributes: { title: 'Trip 2', area: 'Fun', items } },
    ]),
    'things.json',
  )
  expect(format).toBe('things')
  expect(tasks).toEqual([
    {
      title: 'Tonight',
      notes: 'N',
      dueOn: '2026-11-26',
      deadlineOn: '2026-12-01',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    { title: 'Next', dueOn: '2026-11-27' },
    { title: 'At', list: 'Trip', section: 'Plan', dueOn: '2026-12-03', dueTime: '09:00', remindBefore: [0] },
    { title: 'Some day' },
    { title: 'Dropped', completedAt: '2026-01-03T00:00:00.000Z' },
    { title: 'Before', list: 'Trip 2' },
    { title: 'After', list: 'Trip 2', section: 'Plan', labels: ['errand'], completedAt: '2026-01-02T00:00:00.000Z' },
    { title: 'Step', list: 'Trip 2', section: 'Plan', parent: 'After', completedAt: '2026-01-02T00:00:00.000Z' },
  ])
  expect(losses).toEqual(['4 Some day: when NOT_KEPT', '5 Dropped: canceled CHANGED', '6 Trip 2: area NOT_KEPT'])
})

test('reads VTODOs of Apple’s Reminders, Tasks.org and Nextcloud', () => {
  const lines = `BEGIN:VCALENDAR
X-WR-CALNAME:Errands
BEGIN:VTIMEZONE
TZID:Europe/Berlin
END:VTIMEZONE
BEGIN:VTODO
UID:child
SUMMARY:Child\\, of
  the parent
DESCRIPTION:
DUE;TZID=Europe/Berlin:20261005T103000
DTSTART;TZID=Europe/Berlin:20261005T103000
RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231T225959Z
PRIORITY:1
CATEGORIES:one,two\\, three
RELATED-TO;RELTYPE=PARENT:parent
X-APPLE-SORT-ORDER:2
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT15M
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER;VALUE=DATE-TIME:20261004T080000Z
END:VALARM
END:VTODO
BEGIN:VTODO
UID:parent
SUMMARY:Parent
DUE;VALUE=DATE:20261005
STATUS:COMPLETED
COMPLETED:20260102T030405Z
PERCENT-COMPLETE:100
PRIORITY:9
X-APPLE-SORT-ORDER:1
END:VTODO
BEGIN:VTODO
SUMMARY:Odd
DUE:20261005T103000Z
DTSTART;VALUE=DATE:20260231
PERCENT-COMPLETE:30
PRIORITY:5
RRULE:FREQ=HOURLY
ATTACH:https://x.example/
END:VTODO
BEGIN:VEVENT
UID:party
SUMMARY:Party
END:VEVENT
END:VCALENDAR
`
  const { format, tasks, losses } = reading(lines.replaceAll('\n', '\r\n'), 'a.ics')
  expect(format).toBe('ics')
  expect(tasks).toEqual([
    { title: 'Parent', list: 'Errands', priority: 'low', dueOn: '2026-10-05', completedAt: '2026-01-02T03:04:05.000Z' },
    {
      title: 'Child, of the parent',
      list: 'Errands',
      parent: 'Parent',
      labels: ['one', 'two, three'],
      priority: 'high',
      dueOn: '2026-10-05',
      dueTime: '10:30',
      dueZone: 'Europe/Berlin',
      recurrence: 'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231T225959Z',
      remindBefore: [15],
      remindAt: ['2026-10-04T08:00:00.000Z'],
    },
    {
      title: 'Odd',
      list: 'Errands',
      priority: 'medium',
      dueOn: '2026-10-05',
      dueTime: '12:30',
      dueZone: 'Europe/Berlin',
    },
  ])
  expect(losses).toEqual([
    'entry 4 Odd: attach NOT_KEPT',
    'entry 4 Odd: dtstart NOT_UNDERSTOOD',
    'entry 4 Odd: percent-complete NOT_KEPT',
    'entry 4 Odd: recurrence NOT_UNDERSTOOD',
    'party Party: vevent NOT_KEPT',
  ])
})

test('reads todo.txt, and leaves what only looks like it as text', () => {
  const { format, tasks, losses } = reading(
    [
      '(A) 2026-01-01 Call Mom +Family @phone due:2026-10-05 rec:+1w',
      'x (B) 2026-01-03 2026-01-02 Paid @home',
      'x 2026-01-03 Paid pri:C',
      'X marks',
      '(b) small',
      '(B)->arrow',
      'xylophone lesson',
      'mail bob@x.example at 10:30 http://x.example +One +Two t:2026-10-01 due:2026-10-05',
      'ask @bob about it',
      '(F) far rec:3d due:2026-13-01 note:kept',
      '',
    ].join('\r\n'),
    'todo.txt',
  )
  expect(format).toBe('todo.txt')
  const january = (day: number) => new Date(Date.UTC(2026, 0, day) - 3_600_000).toISOString()
  expect(tasks).toEqual([
    {
      title: 'Call Mom',
      list: 'Family',
      labels: ['phone'],
      priority: 'high',
      createdAt: january(1),
      dueOn: '2026-10-05',
      recurrence: 'FREQ=WEEKLY',
    },
    { title: 'Paid', labels: ['home'], priority: 'medium', completedAt: january(3), createdAt: january(2) },
    { title: 'Paid', priority: 'low', completedAt: january(3) },
    { title: 'X marks' },
    { title: '(b) small' },
    { title: '(B)->arrow' },
    { title: 'xylophone lesson' },
    {
      title: 'mail bob@x.example at 10:30 http://x.example',
      list: 'One',
      labels: ['Two'],
      dueOn: '2026-10-01',
      deadlineOn: '2026-10-05',
    },
    { title: 'ask @bob about it', labels: ['bob'] },
    { title: 'far note:kept', priority: 'low', recurrence: 'FREQ=DAILY;INTERVAL=3', recurrenceFrom: 'completion' },
  ])
  expect(losses).toEqual([
    '8 mail bob@x.example at 10:30 http://x.exa: project CHANGED',
    '10 far note:kept: priority CHANGED',
    '10 far note:kept: due NOT_UNDERSTOOD',
  ])
})
