import { stripVTControlCharacters } from 'node:util'
import { spinner } from '@clack/prompts'
import { toVisibleLine } from '@ownlist/text'

/** How a command answers: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Whether to print JSON for a script, rather than words for a person. */
  readonly json: boolean
  /** Whether there is a person to ask. */
  readonly interactive: boolean
  /** A result: as JSON, or else in these words. */
  result(value: unknown, words: () => string): void
  /** Shows that something takes a while, where there is a person to see it. */
  busy<T>(words: string, work: (update: (words: string) => void) => Promise<T>): Promise<T>
}

/** What takes less is not worth a word. */
const patienceMs = 300

export function createTerminal({ json }: { json: boolean }): Terminal {
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true && !json
  return {
    json,
    interactive,
    result: (value, words) => void process.stdout.write(`${json ? JSON.stringify(value, null, 2) : words()}\n`),
    async busy(words, work) {
      if (!process.stderr.isTTY) return await work(() => undefined)
      const spin = spinner({ output: process.stderr })
      let shown = false
      const timer = setTimeout(() => {
        shown = true
        spin.start(words)
      }, patienceMs)
      try {
        return await work((newer) => shown && spin.message(newer))
      } finally {
        clearTimeout(timer)
        if (shown) spin.clear()
      }
    },
  }
}

/** Text that anybody may have written, made safe for a terminal: without escape sequences, visible, on one line. */
export const harmless = (text: string): string => toVisibleLine(stripVTControlCharacters(text))
