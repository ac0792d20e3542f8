import { Agent, request } from 'node:http'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'

/** The outcomes of calls at a fixed rate. */
export interface LoopReport {
  readonly sent: number
  /** The outcomes other than 200. */
  readonly failures: readonly string[]
  /**
   * Of the calls that were answered with 200.
   * @returns milliseconds
   */
  percentile(percent: number): number
}

/**
 * Makes calls at planned times, whether or not the earlier ones have been answered. Latency counts from the planned
 * time. Otherwise a server that stalls would get fewer calls and look better than it is.
 * @param call resolves with '200', or with the other outcome
 */
export async function openLoop(
  { rps, signal }: { readonly rps: number; readonly signal: AbortSignal },
  call: (n: number) => Promise<string>,
): Promise<LoopReport> {
  const start = performance.now()
  const took: number[] = []
  const failures: string[] = []
  const pending = new Set<Promise<void>>()
  let sent = 0

  async function make(n: number, plannedAt: number): Promise<void> {
    const outcome = await call(n)
    if (outcome === '200') took.push(performance.now() - plannedAt)
    else failures.push(outcome)
  }
  for (; !signal.aborted; sent++) {
    const plannedAt = start + (sent * 1_000) / rps
    const wait = plannedAt - performance.now()
    await (wait > 0 ? sleep(wait) : setImmediate())
    const running = make(sent, plannedAt)
    pending.add(running)
    void running.finally(() => pending.delete(running))
  }
  await Promise.all(pending)
  took.sort((a, b) => a - b)
  return { sent, failures, percentile: (percent) => percentileOf(took, percent) }
}

/**
 * @param sorted in ascending order
 * @returns NaN for an empty array
 */
export const percentileOf = (sorted: readonly number[], percent: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN

/**
 * This costs two thirds less than fetch, which matters because the load comes from the same machine. It closes idle
 * connections before the server does, after 5 s. Otherwise a request could meet a connection that is just closing.
 */
const agent = new Agent({ keepAlive: true, timeout: 3_000 })

/** The outcome of one request, without the client's batches: the status, or the error code if there was no response. */
export function outcomeOf(url: string, token: string, body?: object): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  return new Promise((resolve) => {
    request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' })
      // The body must be read to its end, or its connection is not used again.
      .on('response', (response) =>
        response.resume().once('close', () => resolve(response.complete ? String(response.statusCode) : 'CUT')),
      )
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name))
      .end(body === undefined ? undefined : JSON.stringify(body))
  })
}
