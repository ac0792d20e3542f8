import { once } from 'node:events'
import { createMetrics, type Metrics } from '@ownlist/http'
import { authDatabase } from './auth/server'

/** The web app's metrics, for the front door to count in. The server does not listen yet. */
export function createWebMetrics(): Metrics {
  const metrics = createMetrics()
  const database = authDatabase()
  database.onUnavailable(metrics.databaseFailed)
  metrics.pool(database.usage)
  return metrics
}

/** @throws {Error} that names the variable, if the port cannot be used */
export async function serveMetrics({ server }: Metrics, port: number, host: string): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening')
  } catch (cause) {
    const { code } = cause as { code?: unknown }
    throw new Error(`Port ${port} cannot be used (${String(code)}). Choose another port with WEB_METRICS_PORT.`, {
      cause,
    })
  }
}
