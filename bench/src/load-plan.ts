/** A request of a user: a POST if it has a body, otherwise a GET. */
export interface LoadRequest {
  readonly userId: string
  readonly path: string
  readonly body?: object
}

/** What each connection sends, one request after another: its own list, from the start again when it ends. */
export interface LoadPlan {
  readonly connections: readonly (readonly LoadRequest[])[]
  /** How many requests each connection sends. */
  readonly each: number
}

export interface LoadResult {
  /** In milliseconds, of each answer. */
  readonly latencies: readonly number[]
}
