import { checkGoals } from './check-goals.js'
import type { Contender } from './contenders.js'
import { describeMachine, type Machine } from './machine.js'
import { cpuPlot, latencyPlot } from './report-plots.js'
import { cpuTable, factsTable, goalTable, latencyTable, mainConnections, ours, ratioTable } from './report-tables.js'
import type { RunResult, RunSizes } from './run.js'

/** The circumstances of a run. */
export interface ReportFacts {
  /** Every contender, also one that could not be started. */
  readonly contenders: readonly Contender[]
  readonly sizes: RunSizes
  readonly machine: Machine
  readonly versions: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** The command that was run. */
  readonly command: string
}

/** Contents by file name. */
export type ReportFiles = Readonly<Record<string, string>>

/** A run as Markdown, with its plots. */
export function writeReport(result: RunResult, facts: ReportFacts): ReportFiles {
  const { contenders, sizes, machine, versions, date, command } = facts
  const at = (connections: number) => ({ result, sizes, connections })
  const atAll = (table: typeof cpuTable, all: readonly number[]) =>
    all.flatMap((connections) => [`At ${counted(connections)}:`, '', ...table(at(connections)), ''])
  const others = sizes.connections.filter((connections) => connections !== mainConnections)
  const text = [
    `# Bench, ${date}`,
    '',
    `Made by \`${command}\`. [What is measured, and how to read it](../../docs/bench.md).`,
    '',
    `- ${describeMachine(machine)}`,
    `- ${sizes.rounds} rounds; ${sizes.requests} requests per contender, operation, number of connections and round`,
    `- ${versions.join(', ')}`,
    '- The Python contenders run with Debian’s packages, in these versions. Newer ones may be faster or slower.',
    '',
    ...contenders.map(({ name, summary, program }) =>
      'missing' in program ? `- \`${name}\` was **not run**: it ${program.missing}` : `- \`${name}\`: ${summary}`,
    ),
    ...result.figures.faults.map((fault) => `- Not measured: ${fault}`),
    '',
    '## CPU time per request',
    '',
    `Microseconds of the serving process at ${counted(mainConnections)}: the median, and the distance of the furthest round.`,
    '',
    `![CPU time per request](${date}-cpu.svg)`,
    '',
    ...cpuTable(at(mainConnections)),
    '',
    `As a ratio to \`${ours}\` in the same round:`,
    '',
    ...ratioTable(at(mainConnections)),
    '',
    ...atAll(cpuTable, others),
    '## Latency',
    '',
    'p50 / p99 in milliseconds: medians of the rounds. The load generator and PostgreSQL share the machine.',
    '',
    `![Latency](${date}-latency.svg)`,
    '',
    ...atAll(latencyTable, sizes.connections),
    '## Memory, start and bytes',
    '',
    'Memory is that after the load. A cold start ends with the first answer to `task.list`. Bytes are those of a page of 50 tasks.',
    '',
    ...factsTable(result),
    '',
    '## Goals',
    '',
    `CPU time at ${counted(mainConnections)}, p50 and p99 at 64. A goal is missed if the ratio is above it by more than its spread.`,
    '',
    ...goalTable(checkGoals(result.figures)),
    '',
  ]
  return {
    [`${date}.md`]: text.join('\n'),
    [`${date}-cpu.svg`]: cpuPlot(at(mainConnections)),
    [`${date}-latency.svg`]: latencyPlot(at(Math.max(...sizes.connections))),
  }
}

const counted = (connections: number) => (connections === 1 ? '1 connection' : `${connections} connections`)
