/** A request of a user: a POST if it has a body, otherwise a GET. */
export interface LoadRequest {
  readonly userId: string
  readonly path: string
  readonly body?: object
}

/** The requests of each connection. It sends its own list one after another, and starts again at the end. */
export interface LoadPlan {
  readonly connections: readonly (readonly LoadRequest[])[]
  /** How many requests each connection sends. */
  readonly each: number
}

export interface LoadResult {
  /** The latency of each answer, in milliseconds. */
  readonly latencies: readonly number[]
}
