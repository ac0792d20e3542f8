import { readable } from './bar-chart.js'
import { describeGoal, type Verdict } from './check-goals.js'
import type { Measure } from './figures.js'
import { markdownTable } from './markdown-table.js'
import { batchSize, type Operation } from './operations.js'
import type { RunResult, RunSizes } from './run.js'
import { median, ratio, type Summary, summarize } from './statistics.js'

/** This API, with which the others are compared. */
export const ours = 'ownlist'
/** The connections at which CPU time is compared. */
export const mainConnections = 16

/** Which part of a run a table shows. */
export interface Shown {
  readonly result: RunResult
  readonly sizes: RunSizes
  readonly connections: number
}

/** The spread has as many decimals as the median. */
function withSpread({ median, spread }: Summary): string {
  const shown = readable(median)
  return `${shown} ± ${spread.toFixed(shown.split('.')[1]?.length ?? 0)}`
}

type Cell = (contender: string, operation: Operation) => string | null

/** One row for each contender, and one column for each operation. */
function operationTable({ result, sizes: { operations } }: Shown, cell: Cell): readonly string[] {
  const head = operations.map((operation) => (operation === 'batch' ? `batch of ${batchSize}` : operation))
  const rows = result.facts.map(({ name }) => [
    `\`${name}\``,
    ...operations.map((operation) => cell(name, operation) ?? ''),
  ])
  return markdownTable(['', ...head], rows)
}

/** CPU time per request, in microseconds. */
export const cpuTable = (shown: Shown) =>
  operationTable(shown, (contender, operation) => {
    const { result, connections } = shown
    const values = result.figures.values({ contender, operation, connections, measure: 'cpu' })
    return values && withSpread(summarize(values))
  })

/** The same, as a ratio to this API in the same round. */
export const ratioTable = (shown: Shown) =>
  operationTable(shown, (contender, operation) => {
    const { result, connections } = shown
    const of = result.figures.values({ contender, operation, connections, measure: 'cpu' })
    const per = result.figures.values({ contender: ours, operation, connections, measure: 'cpu' })
    return of && per && withSpread(ratio(of, per))
  })

/** p50 and p99, in milliseconds. */
export const latencyTable = (shown: Shown) =>
  operationTable(shown, (contender, operation) => {
    const { result, connections } = shown
    const of = (measure: Measure) => result.figures.values({ contender, operation, connections, measure })
    const [p50, p99] = [of('p50'), of('p99')]
    return p50 && p99 && `${readable(median(p50))} / ${readable(median(p99))}`
  })

/** Memory, cold start and bytes. */
export function factsTable({ facts }: RunResult): readonly string[] {
  const rows = facts.map(({ name, rss, coldStarts, bytes }) => [
    `\`${name}\``,
    `${Math.round(rss / 2 ** 20)} MiB`,
    `${withSpread(summarize(coldStarts))} ms`,
    readable(bytes.plain),
    bytes.compressed ? readable(bytes.gzip) : `${readable(bytes.gzip)}, not compressed`,
  ])
  return markdownTable(['', 'memory', 'cold start', 'bytes', 'bytes with gzip'], rows)
}

/** The goals and the measured values. */
export const goalTable = (verdicts: readonly Verdict[]) =>
  markdownTable(
    ['goal', 'seen', 'outcome'],
    verdicts.map(({ goal, ratio, outcome }) => [describeGoal(goal), ratio === null ? '' : withSpread(ratio), outcome]),
  )
