import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ServiceOptions {
  readonly name: string
  /** The program, a JavaScript file, and its arguments. */
  readonly program: readonly [path: string, ...args: string[]]
  readonly cwd?: string
  readonly env: NodeJS.ProcessEnv
  /** The service is up once this URL answers with a success; at once, if there is none. */
  readonly readyUrl?: string
  /** Where its output goes: a file, or the terminal, each line headed by the name. */
  readonly output: { readonly file: string } | 'terminal'
}

/** One Node process that can be stopped and started again. */
export interface Service extends AsyncDisposable {
  /** Resolves when it answers. @throws {Error} with the end of its output, if it ends or stays mute for 90 seconds */
  start(): Promise<void>
  /** Resolves when it has ended: by itself within 15 seconds of SIGTERM, or by SIGKILL. */
  stop(): Promise<void>
  /** Resolves when the running process ends without having been asked to. */
  failed(): Promise<void>
}

export function createService(options: ServiceOptions): Service {
  const { name, program, env, readyUrl, output } = options
  let child: ChildProcess | undefined
  let asked = false

  async function start(): Promise<void> {
    asked = false
    const endWithParent = new URL(`end-with-parent.js?parent=${process.pid}`, import.meta.url)
    child = fork(program[0], program.slice(1), {
      execArgv: ['--import', endWithParent.href],
      env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      // A process group of its own: a Ctrl-C in the terminal reaches the stack alone, which then ends things in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    await direct(child, name, output)
    const giveUp = Date.now() + 90_000
    while (readyUrl !== undefined && !(await answers(readyUrl))) {
      if (hasEnded(child) || Date.now() > giveUp) {
        await stop()
        throw new Error(`The ${name} did not start.${await lastLines(output)}`)
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
  }

  async function failed(): Promise<void> {
    if (child !== undefined && !hasEnded(child)) await once(child, 'exit')
    if (asked) await new Promise(() => undefined)
  }

  return { start, stop, failed, [Symbol.asyncDispose]: stop }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function direct(child: ChildProcess, name: string, output: ServiceOptions['output']): Promise<void> {
  if (output === 'terminal') {
    for (const stream of [child.stdout, child.stderr]) {
      stream
        ?.setEncoding('utf8')
        .on('data', (text: string) => process.stdout.write(text.replace(/^(?=.)/gm, `${name} | `)))
    }
    return
  }
  await mkdir(dirname(output.file), { recursive: true })
  const file = createWriteStream(output.file, { flags: 'a' })
  child.stdout?.pipe(file, { end: false })
  child.stderr?.pipe(file, { end: false })
  child.once('close', () => file.end())
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}

async function lastLines(output: ServiceOptions['output']): Promise<string> {
  if (output === 'terminal') return ''
  const text = await readFile(output.file, 'utf8').catch(() => '')
  return ` The end of ${output.file}:\n${text.trim().split('\n').slice(-12).join('\n')}`
}
