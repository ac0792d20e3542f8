import type { ServerResponse } from 'node:http'
import { retryAfterSeconds, watchOutages } from '../auth/outages'

/**
 * Runs the handler of a request. If it fails because the auth database is unavailable, the response is 503 with
 * Retry-After instead of Next.js's 500. So pages tell clients, caches and load balancers what is wrong.
 */
export function reportOutages(response: ServerResponse, run: () => void): void {
  watchOutages((outage) => {
    const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
    response.writeHead = (status: number, ...rest: unknown[]) => {
      const failed = status === 500 && outage.isUnavailable
      if (failed) response.setHeader('retry-after', String(retryAfterSeconds))
      return writeHead(failed ? 503 : status, ...rest)
    }
    run()
  })
}
