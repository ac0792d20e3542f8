/** Goes with each 503: how many seconds to wait. PostgreSQL restarts, and keys are fetched again, in about that time. */
export const retryAfter = { 'retry-after': '5' } as const
