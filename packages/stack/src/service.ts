import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLogFile, type LogFile } from './log-file.js'

export interface ServiceOptions {
  readonly name: string
  /** The program, a JavaScript file, and its arguments. */
  readonly program: readonly [path: string, ...args: string[]]
  readonly cwd?: string
  readonly env: NodeJS.ProcessEnv
  /** The service is running once this URL answers with a success; immediately if there is none. */
  readonly readyUrl?: string
  /** The target of its output: a file, or the terminal with the name in front of each line. */
  readonly output: { readonly file: string } | 'terminal'
}

/** One Node process that can be stopped and started again. */
export interface Service extends AsyncDisposable {
  /**
   * Resolves when it answers.
   * @throws {Error} with the end of its output, if it ends or does not answer for 90 seconds; the signal's reason
   */
  start(signal?: AbortSignal): Promise<void>
  /** Resolves when it has ended: by itself within 15 seconds of SIGTERM, or by SIGKILL. */
  stop(): Promise<void>
  /** Resolves when the running process ends without having been stopped. */
  failed(): Promise<void>
  /** Opens the log file again, after something else has renamed it. */
  reopenLog(): void
}

/** How long a service may take until it answers. */
const patienceMs = 90_000

export function createService(options: ServiceOptions): Service {
  const { name, program, env, readyUrl, output } = options
  let child: ChildProcess | undefined
  let asked = false
  const log = output === 'terminal' ? terminal(name) : createLogFile({ path: output.file })
  let tail = ''

  async function start(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    asked = false
    tail = ''
    const endWithParent = new URL(`end-with-parent.js?parent=${process.pid}`, import.meta.url)
    child = fork(program[0], program.slice(1), {
      execArgv: ['--import', endWithParent.href],
      env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      // It gets its own process group: a Ctrl-C in the terminal reaches only the stack, which then stops everything in
      // order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk)
        tail = `${tail}${chunk}`.slice(-4_000)
      })
    }
    const giveUp = Date.now() + patienceMs
    while (readyUrl !== undefined && !(await answers(readyUrl))) {
      if (hasEnded(child) || Date.now() > giveUp || signal?.aborted) {
        await stop()
        signal?.throwIfAborted()
        throw new Error(`The ${name} did not start${why(child)}.${lastLines()}`)
      }
      await sleep(100)
    }
  }

  async function stop(): Promise<void> {
    asked = true
    if (child === undefined || hasEnded(child)) return
    const ended = once(child, 'exit')
    const late = setTimeout(() => child?.kill('SIGKILL'), 15_000)
    child.kill('SIGTERM')
    await ended
    clearTimeout(late)
    await log.close()
  }

  async function failed(): Promise<void> {
    if (child !== undefined && !hasEnded(child)) await once(child, 'exit')
    if (asked) await new Promise(() => undefined)
  }

  const why = (child: ChildProcess) =>
    hasEnded(child) ? '' : `: ${readyUrl} did not answer with 200 within ${patienceMs / 1_000} seconds`

  const lastLines = () =>
    output === 'terminal' ? '' : ` The end of ${output.file}:\n${tail.trim().split('\n').slice(-12).join('\n')}`

  return { start, stop, failed, reopenLog: log.reopen, [Symbol.asyncDispose]: stop }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Writes the name of the service in front of each line. */
const terminal = (name: string): LogFile => ({
  write: (chunk) =>
    void process.stdout.write(
      Buffer.from(chunk)
        .toString('utf8')
        .replace(/^(?=.)/gm, `${name} | `),
    ),
  reopen: () => undefined,
  close: async () => undefined,
})

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}
