import type { Cli } from './cli.js'

/** Asks a yes-or-no question. Ctrl-C means no. Use it only in an interactive terminal. */
export async function confirmed({ terminal, signal }: Cli, message: string): Promise<boolean> {
  // This is only imported here, so that other commands start quickly.
  const { confirm } = await import('@clack/prompts')
  const { stdin: input, stderr: output } = terminal
  return (await confirm({ message, initialValue: false, input, output, signal })) === true
}
