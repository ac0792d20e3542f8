import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import type { BenchSystem } from './bench-system.js'
import type { Ready } from './contenders.js'

/** A contender that serves requests. Disposing of it ends it. */
export interface RunningContender extends AsyncDisposable {
  readonly name: string
  readonly url: string
  readonly pid: number
  /** The time from its start to its first answer, in milliseconds. */
  readonly coldStartMs: number
}

/** The folder in which a contender starts, and a user's token for its first request. */
export interface StartedAt {
  readonly system: BenchSystem
  readonly token: string
}

const longestStartMs = 60_000

/**
 * Starts a contender. Resolves when it has answered a `task.list` with the token.
 * @throws {Error} with its output, if it ends or does not answer within a minute
 */
export async function startContender(
  { name, program }: Ready,
  { system, token }: StartedAt,
): Promise<RunningContender> {
  const port = await getPort()
  const url = `http://127.0.0.1:${port}`
  const start = performance.now()
  const child = spawn(program.command, program.args, {
    cwd: program.folder,
    env: { NODE_ENV: 'production', ...program.env(system, port) },
    // As in production, the log is written to a file.
    stdio: ['ignore', system.log, 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const headers = { authorization: `Bearer ${token}` }
  const answers = () =>
    fetch(`${url}/trpc/task.list`, { headers }).then(
      async (response) => (await response.arrayBuffer()) && response.ok,
      () => false,
    )
  while (!(await answers())) {
    if (hasEnded(child)) throw new Error(`${name} ended at its start: ${said}`)
    if (performance.now() - start > longestStartMs) {
      child.kill('SIGKILL')
      throw new Error(`${name} did not answer within a minute: ${said}`)
    }
    await sleep(5)
  }
  const coldStartMs = performance.now() - start
  return {
    name,
    url,
    pid: child.pid ?? 0,
    coldStartMs,
    async [Symbol.asyncDispose]() {
      if (hasEnded(child)) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
