import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')

const settings = [
  '--strict',
  '--module',
  'nodenext',
  '--target',
  'es2023',
  '--skipLibCheck',
  '--types',
  'node',
  '--ignoreConfig',
]

/** The cost of a type check. The number of instantiations is always the same; the seconds vary. */
export interface CheckCost {
  readonly instantiations: number
  readonly seconds: number
}

/** @throws {Error} with what the compiler says */
export async function compile(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...args, ...settings]).catch((error) => {
    throw new Error(error.stdout)
  })
  return stdout
}

export async function checkCost(program: string): Promise<CheckCost> {
  const report = await compile([program, '--noEmit', '--extendedDiagnostics', '--singleThreaded'])
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(report)?.[1] ?? Number.NaN)
  return { instantiations: figure('Instantiations'), seconds: figure('Check time') }
}
