import { createServer, type Server } from 'node:http'
import type { KeySet, RevocationList } from '@ownlist/auth'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** What Prometheus can know of the API: the process, the answers, and how keys and revocations stand. */
export interface Metrics {
  /** Counts an answer. */
  answered(status: number): void
  /** Serves them all at `/metrics`; does not listen yet. */
  readonly server: Server
}

export function createMetrics(keys: Pick<KeySet, 'state'>, revocations: Pick<RevocationList, 'state'> | null): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'ownlist_answers_total',
    help: 'Answers by HTTP status',
    labelNames: ['status'],
    registers: [registry],
  })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `ownlist_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  const ageOf = (since: Date | null | undefined) =>
    since ? (Date.now() - since.getTime()) / 1_000 : Number.POSITIVE_INFINITY
  gauge('signing_keys', 'Public keys that can be used', () => keys.state().keys)
  gauge('signing_keys_age_seconds', 'Since the keys were fetched', () => ageOf(keys.state().fetchedAt))
  gauge('clock_ahead_seconds', 'Of the issuer’s clock, at that fetch', () => keys.state().clockAheadSeconds ?? 0)
  gauge('revocations', 'Sessions and users on the revocation list', () => revocations?.state().entries ?? 0)
  gauge('revocations_age_seconds', 'Since the list was signed', () => ageOf(revocations?.state().issuedAt))
  const server = createServer(async (request, response) => {
    if (request.url === '/metrics')
      response.setHeader('content-type', registry.contentType).end(await registry.metrics())
    else response.writeHead(404).end()
  })
  return { answered: (status) => answers.inc({ status: String(status) }), server }
}
