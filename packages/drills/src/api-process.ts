import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { until } from './wait.js'

/** The built API, as a process that can be killed and started again at the same address. */
export interface ApiProcess extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** False once the process has ended, for whatever reason. */
  readonly running: boolean
  /** Resolves when it is ready. */
  start(): Promise<void>
  /** Resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Sets its clock this far ahead of the machine's. Only for a process that was started with `ownClock`. */
  setClockAhead(ms: number): Promise<void>
}

const program = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))
const shiftedClock = new URL('shifted-clock.js', import.meta.url).href

export interface ApiOptions {
  /** Whether the drill may set its clock. */
  readonly ownClock?: boolean
}

/** @param env the API's environment, without its port */
export async function startApi(
  env: Readonly<Record<string, string>>,
  { ownClock = false }: ApiOptions = {},
): Promise<ApiProcess> {
  const port = await getPort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    // There are no limits: a drill uses one address, and mostly one user.
    const limits = { RATE_LIMIT_CALLS: '0', RATE_LIMIT_REFUSALS: '0' }
    child = spawn(process.execPath, [...(ownClock ? ['--import', shiftedClock] : []), program], {
      env: { NODE_ENV: 'production', LOG_LEVEL: 'silent', ...limits, ...env, API_PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await until('the API is ready', async () => (await fetch(`${url}/readyz`)).ok)
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  await start()
  return {
    url,
    get running() {
      return child !== undefined && child.exitCode === null && child.signalCode === null
    },
    get pid() {
      return child?.pid ?? 0
    },
    start,
    end,
    async setClockAhead(ms) {
      if (child === undefined) return
      const set = once(child, 'message')
      child.send(ms)
      await set
    },
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}
