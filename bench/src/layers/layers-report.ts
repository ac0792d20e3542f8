import { readable } from '../bar-chart.js'
import type { Machine } from '../machine.js'
import { markdownTable } from '../markdown-table.js'
import type { Operation } from '../operations.js'
import { layers } from './layer-rules.js'
import type { LayerTimes } from './run-layers.js'

interface LayersFacts {
  readonly machine: Machine
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly requests: number
}

/** The cost of each layer as Markdown. */
export function writeLayersReport(times: ReadonlyMap<Operation, LayerTimes>, facts: LayersFacts): string {
  const { machine, date, requests } = facts
  const operations = [...times]
  const head = ['layer', ...operations.flatMap(([operation]) => [`${operation}, µs`, '%'])]
  const totals = operations.map(([, time]) => [...time.values()].reduce((sum, value) => sum + value, 0))
  const rows = layers.map((layer) => [
    layer,
    ...operations.flatMap(([, time], n) => {
      const value = time.get(layer) ?? 0
      return [readable(value), readable((100 * value) / (totals[n] ?? 1))]
    }),
  ])
  const total = ['total', ...totals.flatMap((sum) => [readable(sum), '100'])]
  return [
    `# Layers, ${date}`,
    '',
    `Made by \`pnpm bench layers\`. [What is measured, and how to read it](../../docs/bench.md#layers).`,
    '',
    `- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.system}; Node ${process.versions.node}; load before the run ${machine.load.toFixed(1)}`,
    `- the API under load at 16 connections; the profile of ${requests} requests of each kind`,
    '',
    ...markdownTable(head, [...rows, total]),
    '',
  ].join('\n')
}
