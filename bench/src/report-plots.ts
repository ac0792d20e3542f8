import { type Bar, barChart } from './bar-chart.js'
import type { Figure } from './figures.js'
import { batchSize, type Operation } from './operations.js'
import { mainConnections, ours, type Shown } from './report-tables.js'
import type { RunResult } from './run.js'
import { summarize } from './statistics.js'

/** CPU time per request, a panel for each operation, as SVG. */
export const cpuPlot = ({ result, sizes }: Shown): string =>
  barChart(
    'CPU time per request',
    sizes.operations.map((operation) => ({
      title: operation === 'batch' ? `batch of ${batchSize} gets` : operation,
      unit: 'µs',
      bars: barsOf(result, { operation, connections: mainConnections, measure: 'cpu' }),
    })),
    ours,
  )

/** Latencies of a read and of a write, as SVG. */
export function latencyPlot({ result, sizes, connections }: Shown): string {
  const shown = sizes.operations.filter((operation): operation is Operation => ['list', 'create'].includes(operation))
  const panels = shown.flatMap((operation) =>
    (['p50', 'p99'] as const).map((measure) => ({
      title: `${operation}: ${measure} at ${connections} connections`,
      unit: 'ms',
      bars: barsOf(result, { operation, connections, measure }),
    })),
  )
  return barChart('Latency', panels, ours)
}

const barsOf = ({ facts, figures }: RunResult, of: Omit<Figure, 'contender'>): readonly Bar[] =>
  facts.flatMap(({ name }) => {
    const values = figures.values({ ...of, contender: name })
    if (values === null) return []
    const { median, spread } = summarize(values)
    return { label: name, value: median, spread }
  })
