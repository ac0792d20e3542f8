import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known about one request. */
export interface RequestOutage {
  /** Whether a statement for this request failed because the auth database was not available. */
  isUnavailable: boolean
}

// Kept on globalThis: Next.js loads a module once for the start of the app and again for each kind of route.
const shared = globalThis as { ownlistOutages?: AsyncLocalStorage<RequestOutage> }
shared.ownlistOutages ??= new AsyncLocalStorage()
const requests = shared.ownlistOutages

/** Seconds after which a client should try again; a database that restarts takes about that long. */
export const retryAfterSeconds = 5

/** Runs what answers a request. Whatever becomes of a failed statement on the way, `outage` tells that the database failed. */
export function watchOutages<Result>(run: (outage: RequestOutage) => Result): Result {
  const outage = requests.getStore() ?? { isUnavailable: false }
  return requests.run(outage, () => run(outage))
}

/** Notes for the request that is being answered, if one is, that the database was not available. */
export function noteOutage(): void {
  const outage = requests.getStore()
  if (outage !== undefined) outage.isUnavailable = true
}
