import { type Cli, createCli } from './cli.js'
import { readCliEnv } from './env.js'
import type { RunContext } from './run.js'
import { readCliSettings } from './settings.js'
import type { Terminal } from './terminal.js'

/**
 * What a command receives, from the environment and from what this profile saved.
 * @throws {CliError} if one of the two is invalid
 */
export async function openCli({ env, signal }: RunContext, profile: string, terminal: Terminal): Promise<Cli> {
  return createCli(await readCliSettings(readCliEnv(env), profile), terminal, signal)
}
