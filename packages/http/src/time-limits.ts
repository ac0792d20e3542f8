/** How long a client may take, in milliseconds; named as the options of Node's `createServer`. */
export const timeLimits = {
  /** From the start of a request to the end of its head. */
  headersTimeout: 10_000,
  /** For a whole request. */
  requestTimeout: 15_000,
  /** Between two requests on one connection. */
  keepAliveTimeout: 5_000,
  /** How often Node looks for requests that are late: its default of 30 seconds would add that to each limit. */
  connectionsCheckingInterval: 1_000,
} as const
