import { once } from 'node:events'
import type { Server } from 'node:http'
import { type BackgroundDatabase, openBackgroundDatabase, openDueReader } from '@ownlist/db'
import { createLog, type Logger } from '@ownlist/http'
import type { Settings } from './env.js'
import { createHealthServer } from './health-server.js'
// domain: tasks {
import { createPushSender } from './reminders/push-sender.js'
import { createRemind } from './reminders/remind.js'
// domain: tasks }
import { createWorker, type Work } from './worker.js'

/**
 * Puts together all parts of the background program, and works until SIGTERM or SIGINT.
 * @throws {Error} that says why it cannot start
 */
export async function runBackground(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel)
  const [due, database] = [openDueReader(settings.dueUrl), openBackgroundDatabase(settings.databaseUrl)]
  await due.assertRole()
  await database.assertRestrictedRole()
  const stop = new AbortController()
  const worker = createWorker({ due, work: worksOf(settings, database, log), postpone: database.postpone, log })
  const health = await listen(settings, worker.isWorking)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  log.info('working')
  await worker.run(stop.signal)
  health?.close()
  health?.closeAllConnections()
  await Promise.all([due[Symbol.asyncDispose](), database[Symbol.asyncDispose]()])
  log.info('stopped')
}

/** What is done for each kind of work. */
function worksOf(settings: Settings, database: BackgroundDatabase, log: Logger): Work {
  return {
    trash: (work) => database.doUpkeep(work, 'trash'),
    log: (work) => database.doUpkeep(work, 'log'),
    erasure: (work) => database.doUpkeep(work, 'erasure'),
    // domain: tasks {
    import: (work) => database.doUpkeep(work, 'import'),
    ...reminding(settings, database, log),
    // domain: tasks }
  }
}

// domain: tasks {
function reminding({ vapid, privateHosts }: Settings, { reminders }: BackgroundDatabase, log: Logger) {
  if (vapid !== null) return { reminder: createRemind({ reminders, send: createPushSender(vapid, privateHosts), log }) }
  log.warn('reminders are off, because VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT are not set')
  return {}
}
// domain: tasks }

async function listen({ listen: at }: Settings, isWorking: () => boolean): Promise<Server | null> {
  if (at === null) return null
  const server = createHealthServer(isWorking)
  try {
    await once(server.listen(at.port, at.host), 'listening')
  } catch (cause) {
    throw new Error(
      `Port ${at.port} at ${at.host} cannot be listened on (${String((cause as { code?: unknown }).code)}). Stop the program that uses it, or choose another port with BACKGROUND_PORT.`,
      { cause },
    )
  }
  return server
}
