/** How long a client may take, in milliseconds. The names are those of the options of Node's `createServer`. */
export const timeLimits = {
  /** From the start of a request to the end of its head. */
  headersTimeout: 10_000,
  /** For a whole request. */
  requestTimeout: 15_000,
  /**
   * The time between two requests on one connection. Load balancers keep their connections to a server for 60 seconds
   * by default. The server must keep them longer: otherwise a request that is sent while the server closes the
   * connection is lost.
   */
  keepAliveTimeout: 65_000,
  /** How often Node checks for late requests. Its default of 30 seconds would be added to each limit. */
  connectionsCheckingInterval: 1_000,
} as const
