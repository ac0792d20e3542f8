import { once } from 'node:events'
import type { Server } from 'node:http'
import { type BackgroundDatabase, openBackgroundDatabase, openDueReader } from '@ownlist/db'
import { createLog } from '@ownlist/http'
import type { Settings } from './env.js'
import { createHealthServer } from './health-server.js'
// domain: tasks {
import { reminding } from './reminders/reminding.js'
// domain: tasks }
import { createWorker, type Work } from './worker.js'

/**
 * Connects all parts of the background program, and works until SIGTERM or SIGINT.
 * @throws {Error} that says why it cannot start
 */
export async function runBackground(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel)
  const [due, database] = [openDueReader(settings.dueUrl), openBackgroundDatabase(settings.databaseUrl)]
  await due.assertRole()
  await database.assertRestrictedRole()
  const stop = new AbortController()
  const work: Work = {
    ...upkeepOf(database),
    // domain: tasks {
    ...reminding(settings, { database, log }),
    // domain: tasks }
  }
  const worker = createWorker({ due, work, postpone: database.postpone, log })
  const health = await listen(settings, worker.isWorking)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  log.info('working')
  await worker.run(stop.signal)
  health?.close()
  health?.closeAllConnections()
  await Promise.all([due[Symbol.asyncDispose](), database[Symbol.asyncDispose]()])
  log.info('stopped')
}

/** The work for each kind. */
const upkeepOf = (database: BackgroundDatabase): Work => ({
  trash: (work) => database.doUpkeep(work, 'trash'),
  log: (work) => database.doUpkeep(work, 'log'),
  erasure: (work) => database.doUpkeep(work, 'erasure'),
  // domain: tasks {
  import: (work) => database.doUpkeep(work, 'import'),
  // domain: tasks }
})

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
