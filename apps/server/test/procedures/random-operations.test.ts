import { callerFor, createTestDatabase, newUserId, type TestCaller } from '@ownlist/testkit'
import { TRPCError } from '@trpc/server'
import fc from 'fast-check'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect, inject, test } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    long: boolean
  }
}

const [seeds, operationsPerSeed] = inject('long') ? [20, 10_000] : [3, 400]
const people = 5

/** The same few ids for everybody, so that the users meet on them all the time. */
const ids = Array.from({ length: 4 }, () => uuidv7())

interface ModelTask {
  title: string
  readonly createdAs: string
  version: number
  done: boolean
  deleted: boolean
}

/** One user's tasks by id, as they ought to be. */
type Model = Map<string, ModelTask> & { erased?: boolean }

/** One call, and what the model makes of it: the rows it should return, or the code it should be refused with. */
interface Operation {
  readonly person: number
  call(caller: TestCaller): Promise<unknown>
  expected(model: Model): object | string
  toString(): string
}

const oneOf = fc.record({ person: fc.nat(people - 1), id: fc.constantFrom(...ids) })
const title = fc.constantFrom('one', 'two', 'three')
const live = (model: Model, id: string) => {
  const task = model.get(id)
  return task?.deleted === false ? task : undefined
}
const written = (task: ModelTask, change: Partial<ModelTask>) =>
  Object.assign(task, change, { version: task.version + 1 })
const shown = (id: string, task: ModelTask) => ({ id, title: task.title, version: task.version })

const ordinary: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(oneOf, title).map(([{ person, id }, title]) => ({
    person,
    call: (caller: TestCaller) => caller.task.create({ id, title }),
    expected(model: Model) {
      if (model.erased) return 'FORBIDDEN'
      const existing = model.get(id)
      if (existing !== undefined) return existing.createdAs === title ? shown(id, existing) : 'CONFLICT'
      const task = { title, createdAs: title, version: 1, done: false, deleted: false }
      model.set(id, task)
      return shown(id, task)
    },
    toString: () => `${person}: create ${id} ${title}`,
  })),
  fc.tuple(oneOf, title, fc.option(fc.integer({ min: 1, max: 4 }))).map(([{ person, id }, title, version]) => ({
    person,
    call: (caller: TestCaller) => caller.task.update({ id, title, ...(version === null ? {} : { version }) }),
    expected(model: Model) {
      const task = live(model, id)
      if (task === undefined) return 'NOT_FOUND'
      if (version !== null && version !== task.version) return 'CONFLICT'
      return shown(id, written(task, { title }))
    },
    toString: () => `${person}: update ${id} ${title} v${version}`,
  })),
  fc.tuple(oneOf, fc.boolean()).map(([{ person, id }, done]) => ({
    person,
    call: (caller: TestCaller) => caller.task.update({ id, completedAt: done ? '2026-11-24T09:30:00.000Z' : null }),
    expected(model: Model) {
      const task = live(model, id)
      return task === undefined ? 'NOT_FOUND' : shown(id, written(task, { done }))
    },
    toString: () => `${person}: complete ${id} ${done}`,
  })),
  fc.tuple(oneOf, fc.boolean()).map(([{ person, id }, deleted]) => ({
    person,
    call: (caller: TestCaller) => (deleted ? caller.task.delete({ id }) : caller.task.restore({ id })),
    expected(model: Model) {
      const task = model.get(id)
      if (task === undefined) return 'NOT_FOUND'
      return shown(id, task.deleted === deleted ? task : written(task, { deleted }))
    },
    toString: () => `${person}: ${deleted ? 'delete' : 'restore'} ${id}`,
  })),
  oneOf.map(({ person, id }) => ({
    person,
    call: (caller: TestCaller) => caller.task.get({ id }),
    expected(model: Model) {
      const task = live(model, id)
      return task === undefined ? 'NOT_FOUND' : shown(id, task)
    },
    toString: () => `${person}: get ${id}`,
  })),
  fc
    .tuple(fc.nat(people - 1), fc.constantFrom('all', 'open', 'done'), fc.option(title))
    .map(([person, status, search]) => ({
      person,
      async call(caller: TestCaller) {
        const { items } = await caller.task.list({ status, search: search ?? '' })
        return { ids: items.map(({ id }) => id).sort() }
      },
      expected(model: Model) {
        const matches = ({ title, done, deleted }: ModelTask) =>
          !deleted && (status === 'all' || done === (status === 'done')) && title.includes(search ?? '')
        const found = [...model].filter(([, task]) => matches(task))
        return { ids: found.map(([id]) => id).sort() }
      },
      toString: () => `${person}: list ${status} ${search}`,
    })),
)

const erase: fc.Arbitrary<Operation> = fc.nat(people - 1).map((person) => ({
  person,
  call: (caller: TestCaller) => caller.account.erase(),
  expected(model: Model) {
    const rows = model.size
    model.clear()
    model.erased = true
    return { rows }
  },
  toString: () => `${person}: erase`,
}))

// Rare, or the others would mostly meet nothing.
const operation = fc.oneof({ arbitrary: ordinary, weight: 60 }, { arbitrary: erase, weight: 1 })

const codeOf = (error: unknown) => {
  if (error instanceof TRPCError) return error.code
  throw error
}

test(`${seeds} × ${operationsPerSeed} random operations of ${people} users leave exactly the rows that a model of them has`, {
  timeout: 3_600_000,
}, async () => {
  await using own = await createTestDatabase()
  const superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  const rowsOf = async (users: readonly string[]) =>
    (
      await superuser.query(
        `select user_id as "userId", id::text, title, version, completed_at is not null as done, deleted_at is not null as deleted
         from task where user_id = any($1) order by user_id, id`,
        [users],
      )
    ).rows

  async function run(operations: readonly Operation[]): Promise<void> {
    const users = Array.from({ length: people }, newUserId).sort()
    const models = users.map((): Model => new Map())
    const callers = users.map((userId) => callerFor(own.database, userId))
    for (const { person, call, expected } of operations) {
      const outcome = await call(callers[person] as TestCaller).catch(codeOf)
      const wanted = expected(models[person] as Model)
      // Once somebody erased has been refused, the ten minutes are over for them.
      if (wanted === 'FORBIDDEN') {
        await superuser.query('delete from erasure where user_id = $1', [users[person]])
        delete models[person]?.erased
      }
      if (typeof wanted === 'string') expect(outcome).toBe(wanted)
      else expect(outcome).toMatchObject(wanted)
      const rows = models.flatMap((model, n) =>
        [...model]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, { createdAs: _, ...task }]) => ({ userId: users[n], id, ...task })),
      )
      expect(await rowsOf(users)).toEqual(rows)
    }
  }

  const operations = fc.array(operation, { minLength: operationsPerSeed, maxLength: operationsPerSeed, size: 'max' })
  try {
    // fast-check prints the seed of a run that fails, and the shortest sequence that fails the same way.
    await fc.assert(fc.asyncProperty(operations, run), { numRuns: seeds })
  } finally {
    await superuser.end()
  }
})
