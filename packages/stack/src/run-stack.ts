import { join, relative } from 'node:path'
import { FolderInUseError, holderOf, isServing, MigrationError, type Purpose } from '@ownlist/postgres'
import getPort from 'get-port'
import { type Databases, inUse, migrateDatabases, openDatabases } from './databases.js'
import { readEnv, readStackSettings, root, type StackSettings } from './env.js'
import { postgresFolder } from './secrets.js'
import type { Stack, StackOptions } from './stack.js'
import { listenForStop, type StopSignals } from './stop-signals.js'
import { startApps } from './system.js'

const say = (text: string) => void process.stdout.write(`${text}\n`)

/**
 * Brings everything up, says where, and stops everything on Ctrl-C, SIGTERM, when a part ends by itself, or when the package
 * manager that runs it ends. Signals work from the beginning.
 */
export async function runStack(mode: StackOptions['mode']): Promise<void> {
  let stack: Stack | undefined
  const stop = listenForStop(() => {
    stack?.web.reopenLog()
    stack?.api.reopenLog()
  })
  // Where the terminal or the disk behind it is gone, there is nobody to tell.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  try {
    const env = readEnv()
    const settings = readStackSettings(env)
    await refuseSecondStart(settings)
    await refuseTakenPorts(settings)
    await using databases = await openDatabases(settings, { purpose: purposeOf(mode, settings), signal: stop.signal })
    if (!(await migrated(databases, settings, stop))) return
    await using started = await startApps({ settings, mode, env }, databases, stop.signal)
    stack = started
    say(greeting(settings, mode))
    const reason = await endOf(started, databases, stop.stopped)
    if (reason === null) return say('\nStopping…')
    process.exitCode = 1
    say(`\n${reason}; stopping. ${mode === 'dev' ? '' : `See ${join(settings.dataDir, 'logs')}.`}`)
  } catch (error) {
    if (!stop.signal.aborted) throw error
    say('\nStopping…')
  }
}

const purposeOf = (mode: StackOptions['mode'], { webUrl }: StackSettings): Purpose => ({
  command: mode === 'dev' ? 'pnpm dev' : 'pnpm start',
  serving: true,
  address: webUrl,
})

/**
 * Whether the databases are up to date now. Where a migration fails, an embedded server stays up until it is told to stop:
 * what has to be repaired is in it.
 */
async function migrated(databases: Databases, settings: StackSettings, stop: StopSignals): Promise<boolean> {
  try {
    await migrateDatabases(databases.urls, stop.signal)
    return true
  } catch (error) {
    if (settings.databases !== null || !(error instanceof MigrationError)) throw error
    process.exitCode = 1
    process.stderr.write(`\n${error.message}\n\n`)
    say('The apps were not started. The database runs on, to be repaired, until Ctrl-C; db:url says where it is.')
    // Without the apps, nothing else keeps this process alive.
    const alive = setInterval(() => undefined, 60_000)
    await Promise.race([stop.stopped, databases.failed()])
    clearInterval(alive)
    return false
  }
}

/** Resolves with null when it is told to stop, or with what ended by itself. */
async function endOf(stack: Stack, databases: Databases, stopped: Promise<void>): Promise<string | null> {
  const failed = (name: 'web' | 'api') => stack[name].failed().then(() => `The ${name} ended by itself`)
  return await Promise.race([
    stopped.then(() => null),
    failed('web'),
    failed('api'),
    databases.failed().then(({ message }) => `The database is gone: ${message}`),
  ])
}

function greeting({ webUrl, apiUrl, dataDir, databases }: StackSettings, mode: StackOptions['mode']): string {
  const inside = relative(root, dataDir)
  const data = inside.startsWith('..') ? dataDir : inside
  return [
    '',
    '  Ownlist is up.',
    '',
    `  App   ${webUrl}`,
    `  API   ${apiUrl}`,
    databases === null ? `  Data  ${data} (embedded PostgreSQL)` : '  Data  on the server that DATABASE_URL names',
    ...(mode === 'dev' ? [] : [`  Logs  ${join(data, 'logs')}`]),
    '',
    `  Ctrl-C stops everything. So does: kill ${process.pid}`,
    '',
  ].join('\n')
}

/** Before the ports: those of the first start are taken, of course. */
async function refuseSecondStart({ databases, dataDir }: StackSettings): Promise<void> {
  const folder = postgresFolder(dataDir)
  const holder = databases === null ? await holderOf(folder) : null
  if (holder !== null && isServing(holder)) throw inUse(new FolderInUseError(folder, holder))
}

async function refuseTakenPorts({ webPort, apiPort, metricsPorts }: StackSettings): Promise<void> {
  const wanted = { WEB_PORT: webPort, API_PORT: apiPort, ...metricsPorts }
  const seen = new Map<number, string>()
  for (const [variable, port] of Object.entries(wanted)) {
    if (port === undefined || port === 0) continue
    const other = seen.get(port)
    if (other !== undefined)
      throw new Error(`${other} and ${variable} are both ${port}. Choose another for one of them.`)
    seen.set(port, variable)
    if ((await getPort({ port })) === port) continue
    throw new Error(`Port ${port} is taken. Stop what uses it, or choose another, such as ${variable}=${port + 1}.`)
  }
}
