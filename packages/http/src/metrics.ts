import { createServer, type Server, type ServerResponse } from 'node:http'
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** A server's metrics for Prometheus: the process, its requests, and what else it registers. */
export interface Metrics {
  /**
   * Counts a request until its response has ended, and then records its status and duration.
   * @param operation the operation, one of a few: never text that a client chose
   */
  watch(response: ServerResponse, operation: string): void
  /** Counts a stream when it has ended. A stream is not a slow request, so it has no duration. */
  watchStream(response: ServerResponse): void
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

/**
 * @param processNumber the number of this process, if a cluster runs several. Then each value has it as the label
 * `process`, and `createProcessesMetrics` in the parent process collects the values of all
 */
export function createMetrics(processNumber?: number): Metrics {
  const registry = new Registry()
  if (processNumber !== undefined) shareRegistry(registry, processNumber)
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
        // Processes exchange JSON, which has no infinity.
        this.set(processNumber === undefined ? value() : Math.min(value(), Number.MAX_VALUE))
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
    watchStream: (response) => void response.once('close', () => answers.inc({ status: String(response.statusCode) })),
    databaseFailed: () => failures.inc(),
    gauge,
    pool(usage) {
      gauge('database_connections', 'Open connections to the database', () => usage().open)
      gauge('database_connections_idle', 'Unused connections to the database', () => usage().idle)
      gauge('database_waiting', 'Transactions that wait for a connection', () => usage().waiting)
    },
    server: serve(registry.contentType, () => registry.metrics()),
  }
}

/** Serves the metrics of all processes of a cluster at `/metrics`. It is not listening yet. */
export function createProcessesMetrics(): Server {
  const registry = new AggregatorRegistry()
  return serve(registry.contentType, () => registry.clusterMetrics())
}

/** Lets the parent process of the cluster collect the metrics of this one. */
function shareRegistry(registry: Registry, processNumber: number): void {
  registry.setDefaultLabels({ process: String(processNumber) })
  AggregatorRegistry.setRegistries(registry)
  // Creating a registry makes this process answer.
  new AggregatorRegistry()
}

function serve(contentType: string, metrics: () => Promise<string>): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    // A process that ends while it is asked does not answer.
    const text = await metrics().catch(() => null)
    if (text === null) return void response.writeHead(503).end()
    response.setHeader('content-type', contentType).end(text)
  })
}
