// domain: tasks
import { callerFor, createTestDatabase, newUserId, type TestCaller } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import fc from 'fast-check'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect, inject, test } from 'vitest'

const [seeds, operationsPerSeed] = inject('long') ? [20, 10_000] : [3, 400]
const people = 5
/** For the whole test, in milliseconds. */
const patience = inject('long') ? 3_000_000 : 180_000

/** The same few ids for all users, so that they often collide. */
const ids = Array.from({ length: 4 }, () => uuidv7())
const [openList = '', closedList = ''] = [uuidv7(), uuidv7()]

interface ModelRow {
  title: string
  /** The fields that a repeated create is compared with. */
  readonly createdAs: string
  version: number
  deleted: boolean
}
interface ModelTask extends ModelRow {
  done: boolean
  listId: string | null
  parentId: string | null
  priority: string
  dueTime: string | null
  recurrence: string | null
  /** The number of the delete; 0 if it is not deleted. Only rows that were deleted together are restored together. */
  deletedBy: number
  /** The number of the completion; 0 for none, and 1 for all with the same fixed instant. */
  doneBy: number
}

/** The expected rows of one user, by id. */
interface Model {
  readonly tasks: Map<string, ModelTask>
  readonly lists: Map<string, ModelRow>
  erased: boolean
  /** The rows before the latest action; undefined if the log has none. */
  previous?: Rows
}
type Rows = Pick<Model, 'tasks' | 'lists'>

/** The owner, or an app that they limited to one list. */
type Way = 'owner' | 'program'
const scopes = { owner: null, program: [`tasks:read:${openList}`, `tasks:write:${openList}`] } as const

/** One call, and the model's expectation: the rows that it should return, or the code with which it should be refused. */
interface Operation {
  readonly person: number
  readonly way: Way
  call(caller: TestCaller): Promise<unknown>
  expected(model: Model): object | string
  toString(): string
}

const someone = { person: fc.nat(people - 1), way: fc.constantFrom<Way>('owner', 'owner', 'program') }
const oneOf = fc.record({ ...someone, id: fc.constantFrom(...ids) })
const oneList = fc.record({
  person: someone.person,
  way: fc.constant<Way>('owner'),
  id: fc.constantFrom(openList, closedList),
})
const bulkActions = ['complete', 'reopen', 'delete', 'restore', 'prioritize'] as const
const title = fc.constantFrom('one', 'two', 'three')
const place = fc.constantFrom(null, openList, closedList)

const inReach = (way: Way, listId: string | null) => way === 'owner' || listId === openList
const mayHold = ({ lists }: Model, way: Way, listId: string | null) =>
  inReach(way, listId) && (listId === null || lists.get(listId)?.deleted === false)
/** Deleted or not. */
const reached = (model: Model, way: Way, id: string) => {
  const task = model.tasks.get(id)
  return task && inReach(way, task.listId) ? task : undefined
}
const isThere = (model: Model, way: Way, task: ModelTask) => !task.deleted && mayHold(model, way, task.listId)
const live = (model: Model, way: Way, id: string) => {
  const task = model.tasks.get(id)
  return task && isThere(model, way, task) ? task : undefined
}
const written = <Row extends ModelRow>(row: Row, change: Partial<Row>): Row =>
  Object.assign(row, change, { version: row.version + 1 })
/** The subtasks of a task that a caller sees, including those below visible ones. */
function below(model: Model, way: Way, id: string, keep: (task: ModelTask) => boolean): ModelTask[] {
  const found = new Map<string, ModelTask>()
  const visit = (parentId: string) => {
    for (const [childId, task] of model.tasks) {
      if (task.parentId !== parentId || !keep(task) || !inReach(way, task.listId) || found.has(childId)) continue
      found.set(childId, task)
      visit(childId)
    }
  }
  visit(id)
  return [...found.values()]
}
/** The fields of a task that is created with only a title. */
const plain = { parentId: null, priority: 'none', dueTime: null, recurrence: null, deletedBy: 0, doneBy: 0 }
const isKept = ({ deleted }: ModelTask) => !deleted
const fixed = 1
/** Greater than `fixed`. */
let actions = fixed

interface Change {
  readonly action: string
  /** If it is not the time of the action. */
  readonly doneBy?: number
}

/** The effect of one action on tasks and their subtasks; each is written at most once. */
function changeAll(model: Model, way: Way, ids: readonly string[], { action, doneBy }: Change): void {
  const changes = new Map<ModelTask, Partial<ModelTask>>()
  const by = ++actions
  for (const id of ids) {
    const task = model.tasks.get(id)
    if (task === undefined) continue
    const kept = below(model, way, id, isKept)
    if (action === 'complete' && !task.done) {
      for (const one of [task, ...kept.filter(({ done }) => !done)])
        changes.set(one, { done: true, doneBy: doneBy ?? by })
    } else if (action === 'reopen' && task.done) changes.set(task, { done: false, doneBy: 0 })
    else if (action === 'delete' && !task.deleted) {
      for (const one of [task, ...kept]) changes.set(one, { deleted: true, deletedBy: by })
    } else if (action === 'restore' && task.deleted) {
      const isTogether = (one: ModelTask) => one.deleted && one.deletedBy === task.deletedBy
      for (const one of [task, ...below(model, way, id, isTogether)]) changes.set(one, { deleted: false, deletedBy: 0 })
    } else if (action === 'prioritize') changes.set(task, { priority: 'high' })
  }
  for (const [task, change] of changes) written(task, change)
}

/** Whether a task would become a subtask of itself. */
function isCircle(model: Model, way: Way, id: string, parentId: string): boolean {
  const own = new Set([model.tasks.get(id), ...below(model, way, id, isKept)])
  let parent = reached(model, way, parentId)
  for (let n = 0; n <= ids.length && parent !== undefined; n++) {
    if (own.has(parent)) return true
    parent = parent.parentId === null ? undefined : reached(model, way, parent.parentId)
  }
  return false
}
const shown = (id: string, { title, version }: ModelRow) => ({ id, title, version })

/** The result of a create; `make` if there is no such row yet. */
function created<Row extends ModelRow>(
  rows: Map<string, Row>,
  id: string,
  visible: boolean,
  row: Row,
): object | string {
  const existing = rows.get(id)
  if (existing === undefined) rows.set(id, row)
  else if (!visible) return 'NOT_FOUND'
  else if (existing.createdAs !== row.createdAs) return 'CONFLICT'
  return shown(id, existing ?? row)
}

const onTasks: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(oneOf, title, fc.option(place, { nil: undefined })).map(([{ person, way, id }, title, named]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.create({ id, title, ...(named === undefined ? {} : { listId: named }) }),
    expected(model: Model) {
      const listId = named === undefined ? (way === 'owner' ? null : openList) : named
      if (!mayHold(model, way, listId)) return 'NOT_FOUND'
      if (model.erased) return 'FORBIDDEN'
      const row = { title, createdAs: `${title} ${listId}`, version: 1, done: false, deleted: false }
      const task = { ...row, ...plain, listId }
      return created(model.tasks, id, reached(model, way, id) !== undefined, task)
    },
    toString: () => `${person} as ${way}: create ${id} ${title} in ${named}`,
  })),
  fc.tuple(oneOf, title, fc.option(fc.integer({ min: 1, max: 4 }))).map(([{ person, way, id }, title, version]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.update({ id, title, ...(version === null ? {} : { version }) }),
    expected(model: Model) {
      const task = live(model, way, id)
      if (task === undefined) return 'NOT_FOUND'
      if (version !== null && version !== task.version) return 'CONFLICT'
      return shown(id, written(task, { title }))
    },
    toString: () => `${person} as ${way}: update ${id} ${title} v${version}`,
  })),
  fc.tuple(oneOf, place).map(([{ person, way, id }, listId]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.update({ id, listId }),
    expected(model: Model) {
      const task = live(model, way, id)
      if (task === undefined || !mayHold(model, way, listId)) return 'NOT_FOUND'
      if (task.listId === listId) return shown(id, written(task, {}))
      for (const one of below(model, way, id, isKept)) written(one, { listId })
      return shown(id, written(task, { listId, parentId: null }))
    },
    toString: () => `${person} as ${way}: move ${id} to ${listId}`,
  })),
  fc.tuple(oneOf, fc.boolean()).map(([{ person, way, id }, done]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.update({ id, completedAt: done ? '2026-11-24T09:30:00.000Z' : null }),
    expected(model: Model) {
      const task = live(model, way, id)
      if (task === undefined) return 'NOT_FOUND'
      if (done && !task.done) changeAll(model, way, [id], { action: 'complete', doneBy: fixed })
      else written(task, { done, doneBy: done ? fixed : 0 })
      return shown(id, task)
    },
    toString: () => `${person} as ${way}: complete ${id} ${done}`,
  })),
  fc.tuple(oneOf, fc.boolean()).map(([{ person, way, id }, deleted]) => ({
    person,
    way,
    call: (caller: TestCaller) => (deleted ? caller.task.delete({ id }) : caller.task.restore({ id })),
    expected(model: Model) {
      const task = reached(model, way, id)
      if (task === undefined) return 'NOT_FOUND'
      changeAll(model, way, [id], { action: deleted ? 'delete' : 'restore' })
      return shown(id, task)
    },
    toString: () => `${person} as ${way}: ${deleted ? 'delete' : 'restore'} ${id}`,
  })),
  fc.tuple(oneOf, fc.constantFrom(null, ...ids)).map(([{ person, way, id }, parentId]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.update({ id, parentId }),
    expected(model: Model) {
      const task = live(model, way, id)
      if (task === undefined) return 'NOT_FOUND'
      if (parentId === null) return shown(id, written(task, { parentId }))
      const parent = live(model, way, parentId)
      if (parent === undefined || parent.listId !== task.listId) return 'NOT_FOUND'
      if (isCircle(model, way, id, parentId)) return 'UNPROCESSABLE_CONTENT'
      return shown(id, written(task, { parentId }))
    },
    toString: () => `${person} as ${way}: make ${id} a part of ${parentId}`,
  })),
  fc
    .tuple(fc.record(someone), fc.subarray(ids, { minLength: 1 }), fc.constantFrom(...bulkActions))
    .map(([{ person, way }, chosen, type]) => ({
      person,
      way,
      call: (caller: TestCaller) =>
        caller.task.bulk({ ids: chosen, action: type === 'prioritize' ? { type, priority: 'high' } : { type } }),
      expected(model: Model) {
        const find = type === 'delete' || type === 'restore' ? reached : live
        if (chosen.some((id) => find(model, way, id) === undefined)) return 'NOT_FOUND'
        changeAll(model, way, chosen, { action: type })
        return {}
      },
      toString: () => `${person} as ${way}: ${type} ${chosen}`,
    })),
  // A time does not change which tasks there are, and a series that ends with its only occurrence has no next one.
  fc
    .tuple(oneOf, fc.constantFrom({ dueTime: '09:00' }, { recurrence: 'FREQ=DAILY;COUNT=1' }, { recurrence: null }))
    .map(([{ person, way, id }, changes]) => ({
      person,
      way,
      call: (caller: TestCaller) => caller.task.update({ id, ...changes }),
      expected(model: Model) {
        const task = live(model, way, id)
        return task === undefined ? 'NOT_FOUND' : shown(id, written(task, changes))
      },
      toString: () => `${person} as ${way}: change ${id} ${JSON.stringify(changes)}`,
    })),
  oneOf.map(({ person, way, id }) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.task.get({ id }),
    expected(model: Model) {
      const task = live(model, way, id)
      return task === undefined ? 'NOT_FOUND' : shown(id, task)
    },
    toString: () => `${person} as ${way}: get ${id}`,
  })),
  fc
    .tuple(
      fc.record(someone),
      fc.constantFrom('all', 'open', 'done'),
      fc.option(title),
      fc.option(place, { nil: undefined }),
    )
    .map(([{ person, way }, status, search, listId]) => ({
      person,
      way,
      async call(caller: TestCaller) {
        const where = listId === undefined ? {} : { listId }
        const { items } = await caller.task.list({ status, search: search ?? '', ...where })
        return { ids: items.map(({ id }) => id).sort() }
      },
      expected(model: Model) {
        const matches = (task: ModelTask) =>
          isThere(model, way, task) &&
          (status === 'all' || task.done === (status === 'done')) &&
          (listId === undefined || task.listId === listId) &&
          task.title.includes(search ?? '')
        const found = [...model.tasks].filter(([, task]) => matches(task))
        return { ids: found.map(([id]) => id).sort() }
      },
      toString: () => `${person} as ${way}: list ${status} ${search} in ${listId}`,
    })),
)

const onLists: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(oneList, title).map(([{ person, way, id }, title]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.list.create({ id, title }),
    expected: (model: Model) =>
      model.erased
        ? 'FORBIDDEN'
        : created(model.lists, id, true, { title, createdAs: title, version: 1, deleted: false }),
    toString: () => `${person}: create list ${id} ${title}`,
  })),
  fc.tuple(oneList, title).map(([{ person, way, id }, title]) => ({
    person,
    way,
    call: (caller: TestCaller) => caller.list.update({ id, title }),
    expected({ lists }: Model) {
      const list = lists.get(id)
      return list?.deleted === false ? shown(id, written(list, { title })) : 'NOT_FOUND'
    },
    toString: () => `${person}: rename list ${id} ${title}`,
  })),
  fc.tuple(oneList, fc.boolean()).map(([{ person, way, id }, deleted]) => ({
    person,
    way,
    call: (caller: TestCaller) => (deleted ? caller.list.delete({ id }) : caller.list.restore({ id })),
    expected({ lists }: Model) {
      const list = lists.get(id)
      if (list === undefined) return 'NOT_FOUND'
      return shown(id, list.deleted === deleted ? list : written(list, { deleted }))
    },
    toString: () => `${person}: ${deleted ? 'delete' : 'restore'} list ${id}`,
  })),
  fc.record(someone).map(({ person, way }) => ({
    person,
    way,
    async call(caller: TestCaller) {
      const { items } = await caller.list.list()
      return { ids: items.map(({ id }) => id).sort() }
    },
    expected({ lists }: Model) {
      const found = [...lists].filter(([id, { deleted }]) => !deleted && inReach(way, id))
      return { ids: found.map(([id]) => id).sort() }
    },
    toString: () => `${person} as ${way}: list lists`,
  })),
)

const erase: fc.Arbitrary<Operation> = fc.nat(people - 1).map((person) => ({
  person,
  way: 'owner' as const,
  call: (caller: TestCaller) => caller.account.erase(),
  expected(model: Model) {
    const rows = model.tasks.size + model.lists.size
    model.tasks.clear()
    model.lists.clear()
    model.erased = true
    return { rows }
  },
  toString: () => `${person}: erase`,
}))

/** Undoes the latest action. If that is an undo, this is a redo. */
const undo: fc.Arbitrary<Operation> = fc.nat(people - 1).map((person) => ({
  person,
  way: 'owner' as const,
  async call({ history }: TestCaller) {
    const [newest] = (await history.list({ limit: 1 })).items
    return newest === undefined ? {} : await history.undo({ seq: newest.seq })
  },
  expected(model: Model) {
    if (model.previous === undefined) return {}
    const { tasks, lists } = model.previous
    const changed = takeBack(model.tasks, tasks) + takeBack(model.lists, lists)
    // An action that changed nothing counts as one row.
    return { rows: Math.max(1, changed) }
  },
  toString: () => `${person}: undo`,
}))

/** @returns how many rows it changes */
function takeBack<Row extends ModelRow>(rows: Map<string, Row>, previous: ReadonlyMap<string, Row>): number {
  let changed = 0
  for (const [id, row] of rows) {
    const before = { ...(previous.get(id) ?? { ...row, deleted: true }), version: row.version }
    if (JSON.stringify(before) === JSON.stringify(row)) continue
    rows.set(id, written(before, {}))
    changed++
  }
  return changed
}

/** The rows before everything in the log: each change is undone, latest first. */
function replayedBackwards(rows: readonly LoggedRow[], changes: readonly LoggedChange[]): LoggedRow[] {
  const state = new Map(rows.map((row) => [`${row.kind} ${row.contents.id}`, row]))
  for (const { kind, row_id, version, before, undoes } of changes.toReversed()) {
    const key = `${kind} ${row_id}`
    const row = state.get(key)
    expect(row?.contents.version, 'every change is in the log').toBe(version)
    if (before === null) state.delete(key)
    // Undoing an action that changed nothing changes nothing either.
    else if (row !== undefined && (undoes === null || Object.keys(before).length > 0)) {
      state.set(key, { kind, contents: { ...row.contents, ...before, version: version - 1 } })
    }
  }
  return [...state.values()]
}

interface LoggedRow {
  readonly kind: string
  readonly contents: { readonly id: string; readonly version: number }
}
interface LoggedChange {
  readonly seq: string
  readonly kind: string
  readonly row_id: string
  readonly version: number
  readonly before: object | null
  readonly undoes: string | null
}

// Erasures are rare. Otherwise most operations would find no rows.
const operation = fc.oneof(
  { arbitrary: onTasks, weight: 45 },
  { arbitrary: onLists, weight: 15 },
  { arbitrary: undo, weight: 6 },
  { arbitrary: erase, weight: 1 },
)

const codeOf = (error: unknown) => {
  if (error instanceof TRPCError) return error.code
  throw error
}

test(`${seeds} × ${operationsPerSeed} random operations of ${people} users, and of apps that they limited to one list, leave exactly the rows that a model predicts, and undoing the whole log leaves none`, {
  timeout: 2 * patience,
}, async () => {
  await using own = await createTestDatabase()
  const superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  const tasksOf = async (users: readonly string[]) =>
    (
      await superuser.query(
        `select user_id as "userId", id::text, title, version, deleted_at is not null as deleted, completed_at is not null as done,
           list_id::text as "listId", parent_id::text as "parentId", priority, due_time as "dueTime", recurrence
         from task where user_id = any($1) order by user_id, id`,
        [users],
      )
    ).rows
  const listsOf = async (users: readonly string[]) =>
    (
      await superuser.query(
        `select user_id as "userId", id::text, title, version, deleted_at is not null as deleted
         from list where user_id = any($1) order by user_id, id`,
        [users],
      )
    ).rows
  const logOf = async (userId: string | undefined) =>
    (await superuser.query<LoggedChange>('select * from change where user_id = $1 order by seq', [userId])).rows
  async function expectWholeLog(userId: string): Promise<void> {
    const { rows } = await superuser.query<LoggedRow>(
      `select 'task' as kind, to_jsonb(task) as contents from task where user_id = $1
       union all select 'list', to_jsonb(list) from list where user_id = $1`,
      [userId],
    )
    expect(replayedBackwards(rows, await logOf(userId))).toEqual([])
  }
  const asRows = (
    rows: ReadonlyMap<string, ModelRow & { deletedBy?: number; doneBy?: number }>,
    userId: string | undefined,
  ) =>
    [...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { createdAs: _, deletedBy: __, doneBy: ___, ...row }]) => ({ userId, id, ...row }))

  async function run(operations: readonly Operation[]): Promise<void> {
    const users = Array.from({ length: people }, newUserId).sort()
    const models = users.map((): Model => ({ tasks: new Map(), lists: new Map(), erased: false }))
    const callers = users.map((userId) => ({
      owner: callerFor(own.database, userId, scopes.owner),
      program: callerFor(own.database, userId, scopes.program),
    }))
    for (const { person, way, call, expected } of operations) {
      const [model, caller] = [models[person] as Model, callers[person]?.[way] as TestCaller]
      const previous = { tasks: new Map(model.tasks), lists: new Map(model.lists) }
      for (const [id, row] of previous.tasks) previous.tasks.set(id, { ...row })
      for (const [id, row] of previous.lists) previous.lists.set(id, { ...row })
      const logged = (await logOf(users[person])).length
      const outcome = await call(caller).catch(codeOf)
      const wanted = expected(model)
      const log = await logOf(users[person])
      if (log.length > logged) model.previous = previous
      if (log.length === 0) delete model.previous
      // After an erased user has been refused once, their ten minutes end.
      if (wanted === 'FORBIDDEN') {
        await superuser.query('delete from erasure where user_id = $1', [users[person]])
        model.erased = false
      }
      if (typeof wanted === 'string') expect(outcome).toBe(wanted)
      else expect(outcome).toMatchObject(wanted)
      expect(await tasksOf(users)).toEqual(models.flatMap(({ tasks }, n) => asRows(tasks, users[n])))
      expect(await listsOf(users)).toEqual(models.flatMap(({ lists }, n) => asRows(lists, users[n])))
    }
    for (const userId of users) await expectWholeLog(userId)
  }

  const operations = fc.array(operation, { minLength: operationsPerSeed, maxLength: operationsPerSeed, size: 'max' })
  try {
    // fast-check prints the seed of a run that fails, and the shortest sequence that it finds in time to fail the same way.
    await fc.assert(fc.asyncProperty(operations, run), {
      numRuns: seeds,
      interruptAfterTimeLimit: patience,
      markInterruptAsFailure: true,
    })
  } finally {
    await superuser.end()
  }
})
