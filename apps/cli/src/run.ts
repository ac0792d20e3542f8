import tab from '@bomb.sh/tab/commander'
import { CommanderError } from 'commander'
import colours from 'picocolors'
import { type ExitCode, exitCodes } from './cli-error.js'
import { createProgram } from './program.js'
import { createTerminal, type Streams } from './terminal.js'

/** What a run of the program gets from its process. */
export interface RunContext extends Streams {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * Runs one command line. Only what the command needs is loaded, because people and scripts wait for it.
 * @param args without the names of Node and of the program
 * @returns the exit code
 */
export async function run(args: readonly string[], context: RunContext): Promise<ExitCode | 0> {
  // This must be known before the command line is parsed, because it also applies if parsing fails. Everything after `--`
  // is text.
  const json = args.slice(0, [...args, '--'].indexOf('--')).includes('--json')
  const { stdout, stderr } = context
  const program = createProgram(
    async ({ profile }) => {
      const { openCli } = await import('./open-cli.js')
      return await openCli(context, profile, createTerminal(context, { json }))
    },
    { stdout, stderr, quiet: json },
  )
  tab(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || !json)) {
      // The program has already printed what was wrong.
      return error.exitCode === 0 ? 0 : exitCodes.usage
    }
    const { failureOf } = await import('./failure.js')
    const { code, message, exitCode } = failureOf(error)
    stderr.write(`${json ? JSON.stringify({ error: { code, message } }) : `${colours.red('✗')} ${message}`}\n`)
    return exitCode
  }
}
