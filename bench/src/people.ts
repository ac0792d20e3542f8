import type { TestIssuer } from '@ownlist/testkit/issuer'
import { v7 as uuidv7 } from 'uuid'
import type { LoadRequest } from './load-plan.js'

/** Some users only read tasks and others only write them, so that a list always has 50 tasks. */
export interface People {
  readonly readers: readonly Reader[]
  readonly writers: readonly string[]
}

export interface Reader {
  readonly userId: string
  /** The ids of the tasks, oldest first. */
  readonly tasks: readonly string[]
}

export const tasksPerUser = 50

/** @param count the number of each kind; at least the number of connections, so that each connection has its own user */
export function invitePeople(count: number): People {
  const numbers = Array.from({ length: count }, (_, n) => n)
  return {
    readers: numbers.map((n) => ({
      userId: `reader-${n}`,
      tasks: Array.from({ length: tasksPerUser }, () => uuidv7()),
    })),
    writers: numbers.map((n) => `writer-${n}`),
  }
}

/** The tokens of these people, valid for an hour, which is the maximum that the API accepts. */
export async function tokensOf(people: People, issuer: TestIssuer): Promise<ReadonlyMap<string, string>> {
  const exp = Math.floor(Date.now() / 1_000) + 3_590
  const userIds = [...people.readers.map(({ userId }) => userId), ...people.writers]
  return new Map(await Promise.all(userIds.map(async (id) => [id, await issuer.token(id, { exp })] as const)))
}

const subjects = ['Water the ferns', 'Answer the letter from the bank', 'Read chapter four', 'Book the train to Lyon']
const notes = ['', '', 'They asked for a reply by the end of the month, and for the number of the contract.']
const priorities = ['none', 'none', 'low', 'medium', 'high']
const days = [null, '2026-12-01', null, '2027-01-15']

/** The body of a `task.create`. A quarter of the tasks is found by a search for "ferns". */
export const taskBody = (id: string, n: number) => ({
  id,
  title: `${subjects[n % subjects.length]} (${n})`,
  notes: notes[n % notes.length],
  priority: priorities[n % priorities.length],
  dueOn: days[n % days.length],
})

/** Requests that create the readers' tasks, for each reader. */
export const seedRequests = ({ readers }: People): readonly (readonly LoadRequest[])[] =>
  readers.map(({ userId, tasks }) =>
    tasks.map((id, n) => ({ userId, path: '/trpc/task.create', body: taskBody(id, n) })),
  )
