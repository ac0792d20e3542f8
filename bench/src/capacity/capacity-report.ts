import { readable } from '../bar-chart.js'
import { describeMachine, type Machine } from '../machine.js'
import { markdownTable } from '../markdown-table.js'
import type { Capacity } from './measure-capacity.js'

interface CapacityFacts {
  readonly machine: Machine
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly requests: number
}

/** The cost of a call and of a row, as Markdown. */
export function writeCapacityReport({ calls, row }: Capacity, { machine, date, requests }: CapacityFacts): string {
  const head = ['call', 'API, µs', 'PostgreSQL, µs', 'WAL, bytes']
  const rows = calls.map(({ operation, api, database, wal }) => [operation, ...[api, database, wal].map(readable)])
  return [
    `# Capacity, ${date}`,
    '',
    'Made by `pnpm bench capacity`. [What follows from it](../../docs/capacity.md).',
    '',
    `- ${describeMachine(machine)}; Node ${process.versions.node}`,
    `- CPU time of each call at 16 connections, over ${requests} calls of each kind`,
    `- a task in the table: ${readable(row.table)} bytes, and ${readable(row.indices)} bytes in its indices (${row.rows} rows)`,
    '',
    ...markdownTable(head, rows),
    '',
  ].join('\n')
}
