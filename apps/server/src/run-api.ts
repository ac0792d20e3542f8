import { appRouter } from '@ownlist/api'
import { createKeySet, createRevocationList, createTokenVerifier } from '@ownlist/auth'
import { openDatabase } from '@ownlist/db'
import { createClientAddresses, createConnectionLimit, createLog, type Logger, proxiesAndLoopback } from '@ownlist/http'
import { drain } from './drain.js'
import type { Settings } from './env.js'
import { createLimits } from './limits.js'
import { listen } from './listen.js'
import { createApiMetrics } from './metrics.js'
import { createApiServer } from './server.js'
import type { Sharing } from './sharing.js'
import { createOpenStreams } from './streams/open-streams.js'

/**
 * Connects all parts of the API, and serves requests until SIGTERM or SIGINT.
 * @param sharing what this process shares with others that serve the same port; null if it is alone
 * @throws {Error} that says why it cannot start
 */
export async function runApi(settings: Settings, sharing: Sharing | null): Promise<void> {
  const { issuer, audience, cors, httpHosts, pathPrefix, keepAliveMs } = settings
  const log = createLog(settings.logLevel)
  const liveReport = createLiveReport(log)
  const database = openDatabase(
    settings.databaseUrl,
    {},
    {
      mostConnections: settings.connections,
      live: { listenUrl: settings.listenUrl, onFault: liveReport.onFault },
      // domain: tasks {
      vapidPublicKey: settings.vapidPublicKey,
      // domain: tasks }
    },
  )
  await database.assertRestrictedRole()
  liveReport.checked()
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
  const limits = createLimits({ ...settings.limits, addresses }, sharing?.count)
  const streams = createOpenStreams({ isRevoked: revocations?.isRevoked })
  const metrics =
    settings.metricsPort === null
      ? null
      : createApiMetrics({ keys, revocations, database, streams }, sharing?.processNumber)
  const server = createApiServer({
    router: appRouter,
    keys,
    verifier,
    revocations,
    limits,
    limitConnections: createConnectionLimit({ isExempt: proxiesAndLoopback(addresses.isProxy) }),
    database,
    streams,
    cors,
    pathPrefix,
    keepAliveMs,
    log,
    ...(metrics === null ? {} : { metrics }),
  })

  // For operators who have just removed a key at the issuer.
  process.on('SIGHUP', () =>
    keys.reload().then(
      () => log.info(keys.state(), 'keys reloaded'),
      () => log.error(keys.state(), 'the keys could not be reloaded'),
    ),
  )

  // With several processes, the parent process serves their metrics.
  if (metrics !== null && settings.metricsPort !== null && sharing === null) {
    const at = { port: settings.metricsPort, host: settings.host, variable: 'METRICS_PORT' }
    log.info({ url: await listen(metrics.server, at) }, 'metrics')
  }

  const url = await listen(server, { port: settings.port, host: settings.host, variable: 'API_PORT' })
  log.info({ url, issuer, audience }, 'listening')

  let stopping: Promise<void> | undefined
  const stop = async (signal: string) => {
    log.info({ signal }, 'draining')
    streams[Symbol.dispose]()
    await drain(server, 10_000)
    metrics?.server.close()
    metrics?.server.closeAllConnections()
    revocations?.[Symbol.dispose]()
    keys[Symbol.dispose]()
    await database[Symbol.asyncDispose]()
    log.info('stopped')
    sharing?.[Symbol.dispose]()
  }
  // A second signal while the server drains does nothing.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping ??= stop(signal)))
  sharing?.serves()
}

/** Logs failures to fetch in the background: one line whenever the reason changes. */
const reportFault = (log: Logger, of: string) => (fault: string | null) =>
  fault === null ? log.info(`${of} fetched again`) : log.warn({ fault }, `${of} could not be fetched`)

/**
 * Logs whether live updates reach the other processes. Failures before the start-up check are not logged yet: if the
 * database does not answer, the check reports it, and once is enough.
 */
function createLiveReport(log: Logger) {
  let early: (string | null)[] | null = []
  const report = (fault: string | null) =>
    fault === null
      ? log.info('listening for changes of other processes')
      : log.warn({ fault }, 'changes of other processes arrive late')
  return {
    onFault: (fault: string | null): void => void (early === null ? report(fault) : early.push(fault)),
    checked() {
      early?.forEach(report)
      early = null
    },
  }
}
