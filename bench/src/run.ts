import { openBenchSystem } from './bench-system.js'
import { createContenderDatabase, postgresVersion, removeWritten } from './contender-database.js'
import { type RunningContender, type StartedAt, startContender } from './contender-process.js'
import { type Contender, isReady, type Ready } from './contenders.js'
import type { Figures } from './figures.js'
import { startLoadGenerator } from './load.js'
import { measureRounds } from './measure-rounds.js'
import type { Operation } from './operations.js'
import { invitePeople, type People, seedRequests, tasksPerUser, tokensOf } from './people.js'
import { usageOf } from './process-usage.js'
import { type ResponseBytes, responseBytes } from './response-bytes.js'
import { startAll } from './start-all.js'
import { answersOf, assertSameAnswers } from './verify-answers.js'

export interface RunSizes {
  readonly rounds: number
  /** Requests per contender, operation and round: a multiple of each number of connections. */
  readonly requests: number
  readonly connections: readonly number[]
  readonly operations: readonly Operation[]
}

/** What is measured in addition to the requests. */
interface ContenderFacts {
  readonly name: string
  /** In milliseconds, for each round. */
  readonly coldStarts: readonly number[]
  /** In bytes, after all the load. */
  readonly rss: number
  readonly bytes: ResponseBytes
}

export interface RunResult {
  readonly figures: Figures
  readonly facts: readonly ContenderFacts[]
  readonly postgres: string
}

/** Reports the progress. */
export type Say = (line: string) => void

/**
 * Runs each of these contenders that can be started, in turn, on one PostgreSQL server.
 * @throws {Error} if a contender does not answer like the API, or if a request fails
 */
export async function runBench(contenders: readonly Contender[], sizes: RunSizes, say: Say): Promise<RunResult> {
  const ready = contenders.filter(isReady)
  await using system = await openBenchSystem()
  await using load = startLoadGenerator()
  const people = invitePeople(Math.max(...sizes.connections))
  const tokens = await tokensOf(people, system.issuer)
  const token = tokens.get(people.readers[0]?.userId ?? '') ?? ''
  const at = { system, token }

  say(`${people.readers.length} users with ${tasksPerUser} tasks each`)
  await seedTasks(ready, at, (url) => load.send(url, { connections: seedRequests(people), each: tasksPerUser }, tokens))

  say(`starts: ${sizes.rounds}`)
  const coldStarts = await timeStarts(ready, at, sizes.rounds - 1)
  await using started = await startAll(ready, at)
  const { running } = started
  for (const { name, coldStartMs } of running) coldStarts.get(name)?.push(coldStartMs)
  await verify(running, people, tokens)
  await removeWritten(system, people.writers)

  const figures = await measureRounds(sizes, { system, load, people, running, say })
  const facts: ContenderFacts[] = []
  for (const { name, url, pid } of running) {
    const bytes = await responseBytes(url, token)
    facts.push({ name, coldStarts: coldStarts.get(name) ?? [], rss: usageOf(pid).rss, bytes })
  }
  return { figures, facts, postgres: await postgresVersion(system.adminUrl) }
}

/** The API creates the tasks, and the contenders' database gets the same rows. */
async function seedTasks(ready: readonly Ready[], at: StartedAt, send: (url: string) => Promise<unknown>) {
  await using started = await startAll(ready.slice(0, 1), at)
  for (const { url } of started.running) await send(url)
  await createContenderDatabase(at.system)
}

/** Starts and ends each contender several times, in turn. */
async function timeStarts(ready: readonly Ready[], at: StartedAt, times: number): Promise<Map<string, number[]>> {
  const coldStarts = new Map<string, number[]>(ready.map(({ name }) => [name, []]))
  for (let n = 0; n < times; n++) {
    for (const contender of ready) {
      await using started = await startContender(contender, at)
      coldStarts.get(contender.name)?.push(started.coldStartMs)
    }
  }
  return coldStarts
}

/** @throws {Error} if a contender does not answer like the first one, which is the API */
async function verify(running: readonly RunningContender[], people: People, tokens: ReadonlyMap<string, string>) {
  const [first, ...others] = running
  if (first === undefined) return
  const expected = await answersOf(first.url, people, tokens)
  for (const { name, url } of others) assertSameAnswers(name, await answersOf(url, people, tokens), expected)
}
