import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known about one request. */
export interface RequestOutage {
  /** Whether a statement for this request failed because the auth database was not available. */
  isUnavailable: boolean
}

// Kept on globalThis: Next.js loads a module once for the start of the app, and again for each kind of route.
const shared = globalThis as { ownlistOutages?: AsyncLocalStorage<RequestOutage> }
shared.ownlistOutages ??= new AsyncLocalStorage()
const requests = shared.ownlistOutages

/** How long a client should wait before it tries again, in seconds. A database restart takes about that long. */
export const retryAfterSeconds = 5

/**
 * Runs the handler of a request. Even if the failure of a statement is swallowed on the way, `outage` records that the
 * database failed.
 */
export function watchOutages<Result>(run: (outage: RequestOutage) => Result): Result {
  const outage = requests.getStore() ?? { isUnavailable: false }
  return requests.run(outage, () => run(outage))
}

/** Records for the current request, if there is one, that the database was unavailable. */
export function noteOutage(): void {
  const outage = requests.getStore()
  if (outage !== undefined) outage.isUnavailable = true
}
