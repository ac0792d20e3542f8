import { createInterface } from 'node:readline'
import type { Cli } from './cli.js'
import { CliError, exitCodes } from './cli-error.js'

/** The lines of standard input that have anything on them. @throws {CliError} if there are none, or a person would have to type them */
export async function inputLines({ signal }: Pick<Cli, 'signal'>): Promise<string[]> {
  const lines: string[] = []
  if (process.stdin.isTTY !== true) {
    for await (const line of createInterface({ input: process.stdin, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      // Editors of some systems begin a file with a mark that says how it is encoded.
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
