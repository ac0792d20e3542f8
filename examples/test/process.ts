import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program that runs until it is disposed of. */
export interface RunningProgram extends AsyncDisposable {
  /** Everything it has written so far. */
  said(): string
  readonly exit: Promise<number | null>
}

export function startProgram(command: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): RunningProgram {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  return {
    said: () => output,
    exit,
    async [Symbol.asyncDispose]() {
      child.kill()
      await exit
    },
  }
}

/** Resolves when the service gives any answer. @throws {Error} with its output, if it ends or takes 20 seconds */
export async function answering(url: string, program: RunningProgram): Promise<void> {
  let ended = false
  void program.exit.then(() => {
    ended = true
  })
  for (let n = 0; n < 200 && !ended; n++) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    )
    if (answers) return
    await sleep(100)
  }
  throw new Error(`The service did not start:\n${program.said()}`)
}
