/** Sent with each 503: how many seconds to wait. In about that time PostgreSQL restarts and keys are fetched again. */
export const retryAfter = { 'retry-after': '5' } as const
