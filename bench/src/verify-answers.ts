import { isDeepStrictEqual } from 'node:util'
import { batchSize, newWrittenIds, type Operation, operations, planOf } from './operations.js'
import type { People } from './people.js'

type Task = Readonly<Record<string, unknown>>

/** A contender's answers to all operations, except for the instants and the order of writes, which always differ. */
export type Answers = Readonly<Record<Operation, unknown>>

/**
 * Sends one request of each operation.
 * @throws {Error} if one is not answered with 200, or if an invalid token is not answered with 401
 */
export async function answersOf(url: string, people: People, tokens: ReadonlyMap<string, string>): Promise<Answers> {
  const token = tokens.get(people.readers[0]?.userId ?? '') ?? ''
  const forged = await send(`${url}/trpc/task.list`, `${token.slice(0, -8)}AAAAAAAA`)
  const without = await send(`${url}/trpc/task.list`, '')
  if (forged.status !== 401 || without.status !== 401) {
    throw new Error(`${url} answered ${forged.status} to a forged token, and ${without.status} to none`)
  }
  const ids = newWrittenIds(1, 1)
  const answers: Partial<Record<Operation, unknown>> = {}
  for (const operation of operations) {
    const [[request] = []] = planOf(operation, people, ids).connections
    if (request === undefined) throw new Error(`There is no request for ${operation}`)
    const response = await send(`${url}${request.path}`, tokens.get(request.userId) ?? '', request.body)
    if (response.status !== 200) throw new Error(`${url} answered ${response.status} to ${operation}`)
    answers[operation] = comparable(operation, await response.json())
  }
  return answers as Answers
}

/** @throws {Error} that names the operation whose answers differ */
export function assertSameAnswers(name: string, answers: Answers, expected: Answers): void {
  for (const operation of operations) {
    if (isDeepStrictEqual(answers[operation], expected[operation])) continue
    const [got, wanted] = [answers[operation], expected[operation]].map((answer) => JSON.stringify(answer))
    throw new Error(`${name} answers ${operation} with ${got}, not with ${wanted}`)
  }
}

const send = (url: string, token: string, body?: object) =>
  fetch(url, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  })

interface Envelope<Data> {
  readonly result: { readonly data: Data }
}

function comparable(operation: Operation, answer: unknown): unknown {
  if (operation === 'batch') {
    const answers = answer as readonly Envelope<Task>[]
    if (answers.length !== batchSize) throw new Error(`A batch of ${batchSize} has ${answers.length} answers`)
    return answers.map(({ result }) => result.data)
  }
  const { data } = (answer as Envelope<Task>).result
  if (operation === 'list' || operation === 'search' || operation === 'get') return data
  // Its id and its instants are new each time. Whether they are set must be the same.
  const written = ['id', 'createdAt', 'updatedAt', 'deletedAt']
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, written.includes(key) ? typeof value : value]),
  )
}
