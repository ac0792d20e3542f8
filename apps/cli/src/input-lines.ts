import { createInterface } from 'node:readline'
import type { Cli } from './cli.js'
import { CliError, exitCodes } from './cli-error.js'
import { text } from './texts/text.js'

/**
 * The lines of standard input that are not blank.
 * @throws {CliError} if there are none, or if standard input is a terminal
 */
export async function inputLines({ terminal: { stdin }, signal }: Pick<Cli, 'terminal' | 'signal'>): Promise<string[]> {
  const lines: string[] = []
  if (stdin.isTTY !== true) {
    for await (const line of createInterface({ input: stdin, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      // Some editors begin a file with a byte order mark.
      const words = line.replace(/^\uFEFF/, '').trim()
      if (words !== '') lines.push(words)
    }
  }
  if (lines.length > 0) return lines
  throw new CliError(exitCodes.usage, text('tasks.noInput'))
}
