import { readable } from '../bar-chart.js'
import { describeMachine, type Machine } from '../machine.js'
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

/** The cost of each layer, as Markdown. */
export function writeLayersReport(times: ReadonlyMap<Operation, LayerTimes>, facts: LayersFacts): string {
  const { machine, date, requests } = facts
  const operations = [...times]
  const head = ['layer', ...operations.flatMap(([operation]) => [`${operation}, µs`, '%'])]
  const totals = operations.map(([, time]) => [...time.values()].reduce((sum, value) => sum + value, 0))
  const rows = layers.map((layer) => [
    layer,
    ...operations.flatMap(([, time], n) => {
      const value = time.get(layer) ?? 0
      return [readable(value), ((100 * value) / (totals[n] ?? 1)).toFixed(1)]
    }),
  ])
  const total = ['total', ...totals.flatMap((sum) => [readable(sum), '100'])]
  return [
    `# Layers, ${date}`,
    '',
    `Made by \`pnpm bench layers\`. [What is measured, and how to read it](../../docs/bench.md#layers).`,
    '',
    `- ${describeMachine(machine)}; Node ${process.versions.node}`,
    `- the API under load at 16 connections; the profile of ${requests} requests of each kind`,
    '',
    ...markdownTable(head, [...rows, total]),
    '',
  ].join('\n')
}
