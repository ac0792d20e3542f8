import { assertCanStart, authDatabase, startHousekeeping } from './auth/server'
import { readSettings } from './env'
import { openFrontDoor } from './front-door/open-front-door'
import { log } from './log'
import { createWebMetrics, serveMetrics } from './start-metrics'

/**
 * Starts the app, or ends the process with a message that says what to do. A misconfigured app must not appear to run.
 */
export async function start(isDevelopment: boolean): Promise<void> {
  try {
    const settings = readSettings()
    const { metricsPort, host, logLevel } = settings
    log().level = logLevel
    const metrics = metricsPort === null ? null : createWebMetrics()
    openFrontDoor({ ...settings, isDevelopment, metrics, log: log(), named: authDatabase().named })
    if (metrics !== null && metricsPort !== null) await serveMetrics(metrics, metricsPort, host)
    await assertCanStart()
  } catch (error) {
    process.stderr.write(`The web app cannot start.\n${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  startHousekeeping()
}
