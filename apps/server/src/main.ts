import { once } from 'node:events'
import type { Server } from 'node:http'
import { appRouter } from '@ownlist/api'
import { createKeySet, createRevocationList, createTokenVerifier } from '@ownlist/auth'
import { openDatabase } from '@ownlist/db'
import { createClientAddresses, createConnectionLimit, createLog, type Logger, proxiesAndLoopback } from '@ownlist/http'
import { drain } from './drain.js'
import { readSettings, type Settings } from './env.js'
import { createLimits } from './limits.js'
import { createApiMetrics } from './metrics.js'
import { createApiServer } from './server.js'

/** Puts together all parts of the API, from the environment alone. */
async function main(settings: Settings): Promise<void> {
  const { issuer, audience, cors, httpHosts, pathPrefix, keepAliveMs } = settings
  const log = createLog(settings.logLevel)
  const database = openDatabase(settings.databaseUrl)
  await database.assertRestrictedRole()
  const keys = createKeySet({ url: settings.jwksUrl, httpHosts, onFault: reportFault(log, 'signing keys') })
  const revocations =
    settings.revocationsUrl === null
      ? null
      : createRevocationList({
          url: settings.revocationsUrl,
          httpHosts,
          keys,
          issuer,
          audience,
          onFault: reportFault(log, 'revocation feed'),
        })
  const verifier = createTokenVerifier({ issuer, audience, keys, ...(revocations === null ? {} : { revocations }) })
  const addresses = createClientAddresses(settings.proxies)
  const limits = createLimits({ ...settings.limits, addresses })
  const metrics = settings.metricsPort === null ? null : createApiMetrics(keys, revocations, database)
  const server = createApiServer({
    router: appRouter,
    keys,
    verifier,
    revocations,
    limits,
    limitConnections: createConnectionLimit({ isExempt: proxiesAndLoopback(addresses.isProxy) }),
    database,
    cors,
    pathPrefix,
    keepAliveMs,
    log,
    ...(metrics === null ? {} : { metrics }),
  })

  if (metrics !== null && settings.metricsPort !== null) {
    await listen(metrics.server, { port: settings.metricsPort, host: settings.host, variable: 'METRICS_PORT' })
    log.info({ url: addressOf(metrics.server) }, 'metrics')
  }

  await listen(server, { port: settings.port, host: settings.host, variable: 'API_PORT' })
  log.info({ url: addressOf(server), issuer, audience }, 'listening')

  // For an operator who has just removed a key at the issuer.
  process.on('SIGHUP', () =>
    keys.reload().then(
      () => log.info(keys.state(), 'keys reloaded'),
      () => log.error(keys.state(), 'the keys could not be reloaded'),
    ),
  )

  let stopping: Promise<void> | undefined
  const stop = async (signal: string) => {
    log.info({ signal }, 'draining')
    await drain(server, 10_000)
    metrics?.server.close()
    metrics?.server.closeAllConnections()
    revocations?.[Symbol.dispose]()
    keys[Symbol.dispose]()
    await database[Symbol.asyncDispose]()
    log.info('stopped')
  }
  // A second signal during the drain does nothing.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping ??= stop(signal)))
}

/** Logs faults of background fetches: one line whenever the reason changes. */
const reportFault = (log: Logger, of: string) => (fault: string | null) =>
  fault === null ? log.info(`${of} fetched again`) : log.warn({ fault }, `${of} could not be fetched`)

interface ListenOptions {
  readonly port: number
  readonly host: string
  /** The environment variable that sets the port. */
  readonly variable: string
}

/** @throws {Error} that names the variable, if the port cannot be used */
async function listen(server: Server, { port, host, variable }: ListenOptions): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening')
  } catch (cause) {
    const { code } = cause as { code?: unknown }
    const fault = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${String(code)})`
    throw new Error(
      `Port ${port} at ${host} ${fault}. Stop the program that uses it, or choose another port with ${variable}.`,
      { cause },
    )
  }
}

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no address')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

try {
  await main(readSettings())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  // This does not use exitCode, because an open pool would keep the process running.
  process.exit(1)
}
