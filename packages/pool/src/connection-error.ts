/** The connection to the database could not be made, or broke: nothing is known about what was asked on it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
}

/** By its name: a bundler may load this module more than once. */
export const isConnectionError = (error: Error): boolean => error.name === 'ConnectionError'
