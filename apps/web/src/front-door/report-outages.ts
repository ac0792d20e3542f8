import type { ServerResponse } from 'node:http'
import { retryAfterSeconds, watchOutages } from '../auth/outages'

/**
 * Runs what answers a request. A failed answer is 503 with Retry-After, in place of Next's 500, if the auth database was
 * not available for it: then pages say to clients, caches and load balancers what is the matter.
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
