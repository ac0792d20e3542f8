import { fileURLToPath } from 'node:url'

/** The root of this repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Prints lines for the person who called the command. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** Runs a command; an error becomes its message and exit code 1. */
export async function command(run: () => void | Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
