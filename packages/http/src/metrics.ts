import { createServer, type Server, type ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** A server's metrics for Prometheus: the process, its requests, and what else it registers. */
export interface Metrics {
  /**
   * Counts a request until its response has ended, and then records its status and duration.
   * @param operation the operation, one of a few: never text that a client chose
   */
  watch(response: ServerResponse, operation: string): void
  /** Counts a statement that failed because the database was unavailable. */
  databaseFailed(): void
  /** Shows a value that is read at each scrape. The name gets the prefix `ownlist_`. */
  gauge(name: string, help: string, value: () => number): void
  /** Shows the use of a database connection pool. */
  pool(usage: () => PoolUse): void
  /** Serves everything at `/metrics`. It does not listen yet. */
  readonly server: Server
}

/** How many connections are open, how many of them are unused, and how many callers wait for one. */
interface PoolUse {
  readonly open: number
  readonly idle: number
  readonly waiting: number
}

/** In seconds: from the time of a cached list to the time after which a client gives up. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'ownlist_answers_total',
    help: 'Responses by HTTP status; 429 means above a limit',
    labelNames: ['status'],
    registers,
  })
  const durations = new Histogram({
    name: 'ownlist_request_duration_seconds',
    help: 'From the head of a request to the end of its response',
    labelNames: ['operation'],
    buckets,
    registers,
  })
  const inFlight = new Gauge({ name: 'ownlist_requests_in_flight', help: 'Requests without a response yet', registers })
  const failures = new Counter({
    name: 'ownlist_database_errors_total',
    help: 'Statements that failed because the database was unavailable',
    registers,
  })
  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `ownlist_${name}`,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  }
  return {
    watch(response, operation) {
      const end = durations.startTimer({ operation })
      inFlight.inc()
      response.once('close', () => {
        inFlight.dec()
        end()
        answers.inc({ status: String(response.statusCode) })
      })
    },
    databaseFailed: () => failures.inc(),
    gauge,
    pool(usage) {
      gauge('database_connections', 'Open connections to the database', () => usage().open)
      gauge('database_connections_idle', 'Unused connections to the database', () => usage().idle)
      gauge('database_waiting', 'Transactions that wait for a connection', () => usage().waiting)
    },
    server: createServer(async (request, response) => {
      if (request.url !== '/metrics') return void response.writeHead(404).end()
      response.setHeader('content-type', registry.contentType).end(await registry.metrics())
    }),
  }
}
