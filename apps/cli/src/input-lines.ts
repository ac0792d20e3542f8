import { createInterface } from 'node:readline'
import type { Cli } from './cli.js'
import { CliError, exitCodes } from './cli-error.js'

/**
 * The lines of standard input that are not blank.
 * @throws {CliError} if there are none, or if standard input is a terminal
 */
export async function inputLines({ signal }: Pick<Cli, 'signal'>): Promise<string[]> {
  const lines: string[] = []
  if (process.stdin.isTTY !== true) {
    for await (const line of createInterface({ input: process.stdin, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      // Some editors begin a file with a byte order mark.
      const text = line.replace(/^\uFEFF/, '').trim()
      if (text !== '') lines.push(text)
    }
  }
  if (lines.length > 0) return lines
  throw new CliError(
    exitCodes.usage,
    'missing required argument: the words of a task, or lines on standard input, such as `ownlist add < tasks.txt`',
  )
}
