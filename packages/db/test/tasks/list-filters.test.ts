import { ownerOf, type Task, type TaskFields, type TaskQuery } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Every combination of filters has a statement of its own. Each is compared with a simple filter in this program.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const owner = ownerOf(newUserId())
const small = { title: 'Water', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const done = { completedAt: '2026-11-20T08:00:00.000Z' }
const day = '2026-11-26'

/** Creates tasks of many kinds. @returns them, newest first, with what the filters refer to */
async function plant() {
  const { lists, sections, labels, tasks } = own.database
  const newList = async (title: string) => (await lists.create(owner, { id: uuidv7(), title })).id
  const [garden, house, gone] = [await newList('Garden'), await newList('House'), await newList('Gone')]
  const newSection = async (title: string) => (await sections.create(owner, { id: uuidv7(), listId: garden, title })).id
  const [shade, former] = [await newSection('Shade'), await newSection('Former')]
  const label = (await labels.create(owner, { id: uuidv7(), title: 'Home' })).id
  const created: Task[] = []
  const add = async (fields: Partial<TaskFields> = {}) => {
    const task = await tasks.create(owner, { ...small, id: uuidv7(), ...fields })
    created.unshift(task)
    return task.id
  }
  for (const [n, listId] of [null, garden, house].entries()) {
    const parentId = await add({ listId, title: 'Fern', labelIds: [label] })
    await add({ listId, parentId, dueOn: day })
    await add({ listId, parentId, title: 'Small ferns', ...done })
    await add({ listId, dueOn: '2026-11-27', deadlineOn: day, labelIds: n === 0 ? [] : [label] })
    await add({ listId, dueOn: '2026-11-27', notes: 'for the fern', ...done })
    await add({ listId, deadlineOn: '2026-11-01', ...done })
    await add({ listId, deadlineOn: '2026-11-02' })
  }
  await add({ listId: garden, sectionId: shade, dueOn: '2026-11-01', title: 'Fern in the shade' })
  await add({ listId: garden, sectionId: shade, ...done })
  await add({ listId: garden, sectionId: former })
  await sections.delete(owner, former)
  for (const fields of [{ listId: gone }, { listId: garden }, { dueOn: day }]) {
    const id = await add({ ...fields, title: 'Fern' })
    if (fields.listId !== gone) await tasks.delete(owner, id)
  }
  await lists.delete(owner, gone)
  const others = created.splice(0, 3)
  expect(others).toHaveLength(3)
  const parent = created.at(-8)?.id ?? ''
  return { created, garden, shade, former, label, parent }
}

type Filters = Omit<TaskQuery, 'limit' | 'after' | 'room'>

function matches(task: Task, { status, search, former, ...filters }: Filters & { readonly former: string }): boolean {
  const { listId, sectionId, parentId, labelId, dueUntil } = filters
  const due = [task.dueOn, task.deadlineOn].filter((on) => on !== null).toSorted()[0]
  return (
    (status === 'all' || (status === 'done') === (task.completedAt !== null)) &&
    (search === '' || `${task.title} ${task.notes}`.toLowerCase().includes(search)) &&
    (listId === undefined || task.listId === listId) &&
    // A section that was deleted is none.
    (sectionId === undefined || (task.sectionId === former ? null : task.sectionId) === sectionId) &&
    (parentId === undefined || task.parentId === parentId) &&
    (labelId === undefined || task.labelIds.includes(labelId)) &&
    (dueUntil === undefined || (due !== undefined && due <= dueUntil))
  )
}

async function everyPage(filters: Filters): Promise<Task[]> {
  const found: Task[] = []
  for (let after: TaskQuery['after'] = null; ; ) {
    const page = await own.database.tasks.list(owner, { ...filters, after, limit: 4 })
    found.push(...page.items)
    if (page.next === null) return found
    after = page.next
  }
}

test('each combination of filters finds exactly the tasks that match, newest first, on every page', async () => {
  const { created, garden, shade, former, label, parent } = await plant()
  const lists = [{}, { listId: null }, { listId: garden }]
  const filters: readonly Partial<Filters>[] = [
    ...[{}, { dueUntil: day }, { labelId: label }, { sectionId: shade }, { sectionId: null }],
    ...[{ parentId: parent }, { parentId: null }, { parentId: null, dueUntil: day }, { labelId: label, dueUntil: day }],
    ...[{ parentId: parent, dueUntil: day }, { sectionId: null, labelId: label }, { labelId: uuidv7() }],
  ]
  const shown = new Set<string>()
  for (const list of lists) {
    for (const filter of filters) {
      for (const status of ['open', 'done', 'all'] as const) {
        for (const search of ['', 'fern']) {
          const query = { ...list, ...filter, status, search }
          const expected = created.filter((task) => matches(task, { ...query, former }))
          expect(await everyPage(query), JSON.stringify(query)).toEqual(expected)
          for (const { id } of expected) shown.add(id)
        }
      }
    }
  }
  expect(shown.size).toBe(created.length)
})
