import type { Cli } from './cli.js'

/** Asks a question that the user answers with yes or no. Ctrl-C is a no. Only for an interactive terminal. */
export async function confirmed({ terminal, signal }: Cli, message: string): Promise<boolean> {
  // This is loaded only here, so that other commands start quickly.
  const { confirm } = await import('@clack/prompts')
  const { stdin: input, stderr: output } = terminal
  return (await confirm({ message, initialValue: false, input, output, signal })) === true
}
