/**
 * Why the data on this device cannot be used.
 *
 * - `UNAVAILABLE`: the browser has no IndexedDB for this page, or does not allow it, as in some private windows.
 * - `FULL`: the device or the site has no space left.
 * - `OUTDATED`: another tab runs a newer version of the app.
 * - `CLOSED`: it was closed, or wiped by a sign-out in any tab.
 */
export type OfflineStorageErrorCode = 'UNAVAILABLE' | 'FULL' | 'OUTDATED' | 'CLOSED'

const messages: Record<OfflineStorageErrorCode, string> = {
  UNAVAILABLE:
    'This browser does not let the page store data, so changes would be lost. Allow storage for this site, or leave the private window.',
  FULL: 'This device has no space left for the page, so the change was not stored. Free some space, then try again.',
  OUTDATED: 'A newer version of this app is open in another tab. Reload this page.',
  CLOSED: 'The data on this device was closed, for example by a sign-out in another tab. Reload this page.',
}

/** The data on this device cannot be used. The message says what to do, and can be shown to users. */
export class OfflineStorageError extends Error {
  override readonly name = 'OfflineStorageError'
  readonly code: OfflineStorageErrorCode

  constructor(code: OfflineStorageErrorCode, options: ErrorOptions = {}) {
    super(messages[code], options)
    this.code = code
  }
}

/** The names of the DOMExceptions with which IndexedDB fails. Others mean that the browser refuses or is unable to store. */
const codes: Readonly<Record<string, OfflineStorageErrorCode>> = {
  QuotaExceededError: 'FULL',
  VersionError: 'OUTDATED',
  InvalidStateError: 'CLOSED',
  AbortError: 'CLOSED',
}

/**
 * An error of IndexedDB as an `OfflineStorageError`. With `whileOpening`, there is no connection yet that could have been
 * closed.
 */
export function storageErrorOf(error: unknown, { whileOpening = false } = {}): OfflineStorageError {
  if (error instanceof OfflineStorageError) return error
  const cause = error instanceof Error ? { cause: error } : {}
  const code = codes[nameOf(error)] ?? 'UNAVAILABLE'
  return new OfflineStorageError(whileOpening && code === 'CLOSED' ? 'UNAVAILABLE' : code, cause)
}

/** On some platforms, a DOMException is not an Error. */
const nameOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
