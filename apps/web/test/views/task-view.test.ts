// domain: tasks
import { expect, test } from 'vitest'
import { countTasks } from '../../src/views/counts'
import { newAddressOf, pathOf, type TaskView, tasksOf, viewAt } from '../../src/views/task-view'
import { dataOf, labelOf, listOf, savedFilterOf, taskOf } from './view-data'

const titles = (view: TaskView, data: Parameters<typeof tasksOf>[1]) => tasksOf(view, data).map(({ title }) => title)

test('each view shows its open tasks, and its count is the number of rows', () => {
  const [garden, old] = [listOf('Garden'), listOf('Old', { archivedAt: '2026-01-01T00:00:00Z' })]
  const home = labelOf('home')
  const atHome = savedFilterOf('At home', '(today | before:2026-01-01) & label:home')
  const unreadable = savedFilterOf('Of a newer version', 'today & weather:sunny')
  const data = dataOf(
    [
      taskOf('Free'),
      taskOf('Done', { completedAt: '2026-11-26T08:00:00Z' }),
      taskOf('Today', { dueOn: '2026-11-26', labelIds: [home.id, home.id] }),
      taskOf('Ferns', { listId: garden.id, dueOn: '2026-11-20' }),
      taskOf('Deadline', { listId: garden.id, deadlineOn: '2026-12-01' }),
      taskOf('Archived', { listId: old.id, dueOn: '2026-11-26', labelIds: [home.id] }),
    ],
    { lists: [garden, old], labels: [home], filters: [atHome, unreadable] },
  )
  expect(titles({ name: 'inbox' }, data)).toEqual(['Free', 'Today'])
  expect(titles({ name: 'today' }, data)).toEqual(['Today', 'Ferns'])
  expect(titles({ name: 'upcoming' }, data)).toEqual(['Today', 'Ferns', 'Deadline'])
  expect(titles({ name: 'list', id: garden.id }, data)).toEqual(['Ferns', 'Deadline'])
  // An archived list only shows its tasks itself.
  expect(titles({ name: 'list', id: old.id }, data)).toEqual(['Archived'])
  expect(titles({ name: 'label', id: home.id }, data)).toEqual(['Today'])
  const counts = countTasks(data)
  expect(counts).toMatchObject({ inbox: 2, today: 2 })
  for (const { id } of [garden, old]) expect(counts.lists.get(id)).toBe(titles({ name: 'list', id }, data).length)
  expect(counts.labels.get(home.id)).toBe(1)
  expect(titles({ name: 'saved', id: atHome.id }, data)).toEqual(['Today'])
  expect([...counts.filters.values()]).toEqual([1, 0])
})

test('each view has one address, and each address one view', () => {
  const id = '019ab3f0-7d2c-7c3a-8a57-000000000001'
  const views: TaskView[] = [
    { name: 'inbox' },
    { name: 'today' },
    { name: 'upcoming' },
    { name: 'list', id },
    { name: 'label', id },
    { name: 'saved', id },
    { name: 'filter', query: 'today & !label:home' },
    { name: 'search', query: 'two words' },
  ]
  for (const view of views) {
    const { pathname, searchParams } = new URL(pathOf(view), 'http://localhost')
    expect(viewAt(pathname, searchParams)).toEqual(view)
  }
  for (const path of ['/no-such-page', '/lists/a/b', '/today/x', '/labels/x/y', '/done/x'])
    expect(viewAt(path, new URLSearchParams())).toBeNull()
})

test.each([
  ['list=019AB3F0-7D2C-7C3A-8A57-000000000001', '/lists/019ab3f0-7d2c-7c3a-8a57-000000000001'],
  ['list=garden', '/'],
  ['status=done', '/done'],
  ['status=all&q=buy', '/search?q=buy'],
])('the old address /?%s redirects to %s', (query, path) => {
  expect(newAddressOf(new URLSearchParams(query))).toBe(path)
})

test('an address without parameters stays as it is', () => {
  expect(newAddressOf(new URLSearchParams('task=x'))).toBeNull()
})

test.each([
  ['passport renew', ['Renew passport']],
  ['cafe', ['Café with Jane']],
  ['京', ['東京へ行く']],
  ['👍', ['Thumbs 👍 up']],
  ['👎', []],
  ['to-do', ['The to-do list']],
  ['photos', ['Renew passport']],
  ['garden mow', ['Mow']],
  ['urgent', ['Renew passport']],
  ['pasport', ['Renew passport']],
  ['STRASSE', ['Straße kehren']],
  ['', []],
])('a search for "%s" finds every word, in any order, over titles, notes, lists and labels', (query, found) => {
  const [garden, urgent] = [listOf('Garden'), labelOf('Urgent')]
  const data = dataOf(
    [
      taskOf('Renew passport', { notes: 'two photos', labelIds: [urgent.id] }),
      taskOf('Café with Jane'),
      taskOf('東京へ行く'),
      taskOf('Thumbs 👍 up'),
      taskOf('The to-do list'),
      taskOf('Mow', { listId: garden.id }),
      taskOf('Straße kehren'),
    ],
    { lists: [garden], labels: [urgent] },
  )
  expect(titles({ name: 'search', query }, data)).toEqual(found)
})
