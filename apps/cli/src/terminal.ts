import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { toVisibleLine } from '@ownlist/text'

/** The standard streams that a program reads and writes. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & Width
  readonly stderr: Writable & Width & { readonly isTTY?: boolean }
}

interface Width {
  /** The width of a line in characters, if it is a terminal. */
  readonly columns?: number
}

/** How a command prints: results go to standard output, everything else to standard error. */
export interface Terminal {
  /** Whether to print JSON for a script instead of text for a user. */
  readonly json: boolean
  /** Whether there is a user to ask. */
  readonly interactive: boolean
  /** Standard input, for commands that read lines or ask. */
  readonly stdin: Streams['stdin']
  /** Standard error, for commands that ask. */
  readonly stderr: Streams['stderr']
  /** Prints a part of a file to standard output unchanged. Resolves when there is room for the next part. */
  write(part: string): Promise<void>
  /** Prints a result, as JSON or as this text. */
  result(value: unknown, words: () => string): void
  /** Prints a line that is not part of the result. */
  note(line: string): void
  /** Shows that something takes a while, if there is a user to see it. */
  busy<T>(words: string, work: (update: (words: string) => void) => Promise<T>): Promise<T>
}

/** Faster work shows no message. */
const patienceMs = 300

export function createTerminal({ stdin, stdout, stderr }: Streams, { json }: { json: boolean }): Terminal {
  const interactive = stdin.isTTY === true && stderr.isTTY === true && !json
  return {
    json,
    interactive,
    stdin,
    stderr,
    async write(part) {
      if (!stdout.write(part)) await once(stdout, 'drain')
    },
    note: (line) => void stderr.write(`${line}\n`),
    result: (value, words) => void stdout.write(`${json ? JSON.stringify(value, null, 2) : words()}\n`),
    async busy(words, work) {
      if (stderr.isTTY !== true) return await work(() => undefined)
      // This is loaded only here, so that commands in scripts start quickly.
      const { spinner } = await import('@clack/prompts')
      const spin = spinner({ output: stderr })
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

/** Makes text from anybody safe for a terminal: without escape sequences, visible, on one line. */
export const harmless = (text: string): string => toVisibleLine(stripVTControlCharacters(text))
