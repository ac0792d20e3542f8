import type { Figure, Measure } from './figures.js'
import type { Operation } from './operations.js'

/** A ratio of two figures of one run, and its maximum. */
export interface Goal {
  readonly of: Figure
  readonly per: Figure
  readonly atMost: number
  /** Whether it is only a stretch goal, which is reported but never fails a check. */
  readonly stretch?: boolean
}

const figure = (contender: string, operation: Operation, measure: Measure): Figure => ({
  contender,
  operation,
  connections: measure === 'cpu' ? 16 : 64,
  measure,
})

/** CPU time per request, at 16 connections, compared with another contender's. */
const cpu = (operation: Operation, contender: string, atMost: number): Goal => ({
  of: figure('ownlist', operation, 'cpu'),
  per: figure(contender, operation, 'cpu'),
  atMost,
})

const reads = ['list', 'get'] as const
const writes = ['create', 'update', 'delete'] as const

/** What `pnpm bench --check` checks. */
export const goals: readonly Goal[] = [
  ...reads.flatMap((read) => [
    cpu(read, 'trpc-prisma', 0.25),
    cpu(read, 'bare-pg', 1),
    cpu(read, 'fastapi-asyncpg', 1),
    { ...cpu(read, 'bare-json', 2), stretch: true },
  ]),
  ...writes.flatMap((write) => [cpu(write, 'trpc-prisma', 0.2), cpu(write, 'fastapi-asyncpg', 1)]),
  // A batch of 10 gets, and one get.
  { of: figure('ownlist', 'batch', 'cpu'), per: figure('ownlist', 'get', 'cpu'), atMost: 4 },
  ...[...reads, ...writes].map((operation) => ({
    of: figure('ownlist', operation, 'p99'),
    per: figure('ownlist', operation, 'p50'),
    atMost: 4,
  })),
]
