import type { KeySet, RevocationList } from '@ownlist/auth'
import type { Database } from '@ownlist/db'
import { createMetrics, type Metrics } from '@ownlist/http'
import type { OpenStreams } from './streams/open-streams.js'

interface Measured {
  readonly keys: Pick<KeySet, 'state'>
  readonly revocations: Pick<RevocationList, 'state'> | null
  readonly database: Pick<Database, 'usage'>
  readonly streams: Pick<OpenStreams, 'count'>
}

/**
 * Metrics that also show the state of the keys, the revocations and the connection pool.
 * @param processNumber the number of this process, if there are several
 */
export function createApiMetrics({ keys, revocations, database, streams }: Measured, processNumber?: number): Metrics {
  const metrics = createMetrics(processNumber)
  const ageOf = (since: Date | null | undefined) =>
    since ? (Date.now() - since.getTime()) / 1_000 : Number.POSITIVE_INFINITY
  metrics.gauge('signing_keys', 'Usable public keys', () => keys.state().keys)
  metrics.gauge('signing_keys_age_seconds', 'Since the keys were fetched', () => ageOf(keys.state().fetchedAt))
  metrics.gauge(
    'clock_ahead_seconds',
    'Of the issuer’s clock, at that fetch',
    () => keys.state().clockAheadSeconds ?? 0,
  )
  metrics.gauge('revocations', 'Sessions and users on the revocation list', () => revocations?.state().entries ?? 0)
  metrics.gauge('revocations_age_seconds', 'Since the list was signed', () => ageOf(revocations?.state().issuedAt))
  metrics.gauge('streams', 'Open streams of live updates', streams.count)
  metrics.pool(database.usage)
  return metrics
}
