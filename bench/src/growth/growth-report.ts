import { barChart, readable } from '../bar-chart.js'
import { describeMachine, type Machine } from '../machine.js'
import { markdownTable } from '../markdown-table.js'
import type { ReportFiles } from '../report.js'
import type { Growth, GrowthResult, GrowthSizes } from './measure-growth.js'

interface GrowthFacts {
  readonly sizes: GrowthSizes
  readonly machine: Machine
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** The command that was run. */
  readonly command: string
}

/** The growth with data as Markdown, JSON and a plot. */
export function writeGrowthReport(result: GrowthResult, facts: GrowthFacts): ReportFiles {
  const { sizes, machine, date, command } = facts
  const text = [
    `# Growth with data, ${date}`,
    '',
    `Made by \`${command}\`. [What is measured, and how to read it](../../docs/bench.md#growth-with-data).`,
    '',
    `- ${describeMachine(machine)}; PostgreSQL ${result.postgres}, Node ${process.versions.node}`,
    `- tables of ${sizes.tables.map(counted).join(' and ')} rows; users with ${sizes.users.map(counted).join(', ')} tasks; each operation ${sizes.times} times`,
    '',
    `![Growth with data](${date}-growth.svg)`,
    '',
    ...part('CPU time of PostgreSQL per call, in milliseconds', result, ({ cpu }) => readable(cpu)),
    ...part('CPU time, as a ratio to the user with the fewest tasks in the smallest table', result, (growth) =>
      readable(ratioOf(result, growth)),
    ),
    ...part('Median time of a call of the store, in milliseconds', result, ({ time }) => readable(time)),
    ...part('Tasks found, at most 50', result, ({ found }) => String(found)),
  ]
  return {
    [`${date}-growth.md`]: text.join('\n'),
    [`${date}-growth.json`]: `${JSON.stringify({ ...facts, ...result }, null, 2)}\n`,
    [`${date}-growth.svg`]: plot(result),
  }
}

/** The lines of the report that fit into a terminal. */
export const growthTable = (result: GrowthResult) =>
  part('CPU time of PostgreSQL per call, in milliseconds', result, ({ cpu }) => readable(cpu))

function part(heading: string, { growth }: GrowthResult, cell: (growth: Growth) => string): readonly string[] {
  const operations = [...new Set(growth.map(({ operation }) => operation))]
  const columns = growth.filter(({ operation }) => operation === operations[0])
  const rows = operations.map((operation) => [
    operation,
    ...growth.filter((each) => each.operation === operation).map(cell),
  ])
  return [`## ${heading}`, '', ...markdownTable(['tasks of the user / rows', ...columns.map(label)], rows), '']
}

/** The ratio to the same operation of the first user in the first table. */
function ratioOf({ growth }: GrowthResult, { operation, cpu }: Growth): number {
  const first = growth.find((each) => each.operation === operation)
  return cpu / (first?.cpu ?? Number.NaN)
}

const label = ({ user, table }: Growth) => `${counted(user)} / ${counted(table)}`

const counted = (count: number) => new Intl.NumberFormat('en', { notation: 'compact' }).format(count)

function plot({ growth }: GrowthResult): string {
  const panels = [...new Set(growth.map(({ operation }) => operation))].map((operation) => ({
    title: operation,
    unit: 'ms',
    bars: growth
      .filter((each) => each.operation === operation)
      .map((each) => ({ label: label(each), value: each.cpu, spread: 0 })),
  }))
  return barChart('CPU time of PostgreSQL per call', panels, '')
}
