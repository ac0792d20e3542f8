/** The connection to the database could not be made, or was lost: it is not known whether the statement ran. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
}

/** Compares by name, since a bundler may load this module more than once. */
export const isConnectionError = (error: Error): boolean => error.name === 'ConnectionError'
