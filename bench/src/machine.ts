import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { type Contender, isReady } from './contenders.js'
import { pythonVersions } from './python.js'

/** The machine of a run. It contains neither the name of the machine nor a folder. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  /** The load of the last minute before the run. If it is above the number of cores, latencies are not meaningful. */
  readonly load: number
}

export function readMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    load: loadavg()[0] ?? 0,
  }
}

/** In words, without the name of the machine. */
export const describeMachine = ({ cpu, cores, memoryGiB, system, load }: Machine) =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB; ${system}; load before the run ${load.toFixed(1)}`

const measured = [
  '@trpc/server',
  '@prisma/client',
  '@prisma/adapter-pg',
  'pg',
  'jose',
  'zod',
  'hono',
  '@hono/node-server',
  'fastify',
  'autocannon',
]

/** The versions of the measured programs, as `name version`. */
export function readVersions(postgres: string, contenders: readonly Contender[]): readonly string[] {
  const packages = measured.map((name) => {
    const file = join(import.meta.dirname, '../node_modules', name, 'package.json')
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`
  })
  const python = contenders.filter(isReady).find(({ name }) => name.startsWith('fastapi'))?.program.command
  return [
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    ...packages,
    ...(python === undefined ? [] : pythonVersions(python)),
  ]
}
