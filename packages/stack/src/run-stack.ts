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
 * Starts everything, prints the addresses, and stops everything on Ctrl-C, on SIGTERM, when a part ends unexpectedly,
 * or when the package manager that runs it ends. Signals work from the beginning.
 */
export async function runStack(mode: StackOptions['mode']): Promise<void> {
  let stack: Stack | undefined
  const stop = listenForStop(() => {
    stack?.web.reopenLog()
    stack?.api.reopenLog()
    stack?.background?.reopenLog()
  })
  // If the terminal or the disk behind it is gone, nobody can read the output.
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
 * Whether the databases are up to date now. If a migration fails, an embedded server keeps running until it is stopped,
 * so that its data can be repaired.
 */
async function migrated(databases: Databases, settings: StackSettings, stop: StopSignals): Promise<boolean> {
  try {
    await migrateDatabases(databases.urls, stop.signal)
    return true
  } catch (error) {
    if (settings.databases !== null || !(error instanceof MigrationError)) throw error
    process.exitCode = 1
    process.stderr.write(`\n${error.message}\n\n`)
    say(
      'The apps were not started. The database keeps running until Ctrl-C, so that you can repair it. pnpm db:url prints its URL.',
    )
    // Without the apps, nothing else keeps this process running.
    const alive = setInterval(() => undefined, 60_000)
    await Promise.race([stop.stopped, databases.failed()])
    clearInterval(alive)
    return false
  }
}

/** Resolves with null when it is stopped, or with a message about what ended unexpectedly. */
async function endOf(stack: Stack, databases: Databases, stopped: Promise<void>): Promise<string | null> {
  const failed = (name: 'web' | 'api' | 'background') =>
    stack[name]?.failed().then(() => `The ${name === 'background' ? 'background program' : name} ended unexpectedly`) ??
    new Promise<never>(() => undefined)
  return await Promise.race([
    stopped.then(() => null),
    failed('web'),
    failed('api'),
    failed('background'),
    databases.failed().then(({ message }) => `The database is gone: ${message}`),
  ])
}

function greeting({ webUrl, apiUrl, dataDir, databases }: StackSettings, mode: StackOptions['mode']): string {
  const inside = relative(root, dataDir)
  const data = inside.startsWith('..') ? dataDir : inside
  return [
    '',
    '  Ownlist is running.',
    '',
    `  App   ${webUrl}`,
    `  API   ${apiUrl}`,
    databases === null ? `  Data  ${data} (embedded PostgreSQL)` : '  Data  on the server that DATABASE_URL names',
    ...(mode === 'dev' ? [] : [`  Logs  ${join(data, 'logs')}`]),
    ...(databases !== null && databases.DATABASE_BACKGROUND_URL === undefined
      ? ['  Background work is off: set DATABASE_BACKGROUND_URL (docs/background.md)']
      : []),
    '',
    `  Ctrl-C stops everything, and so does: kill ${process.pid}`,
    '',
  ].join('\n')
}

/** This is checked before the ports, because another running start also occupies them. */
async function refuseSecondStart({ databases, dataDir }: StackSettings): Promise<void> {
  const folder = postgresFolder(dataDir)
  const holder = databases === null ? await holderOf(folder) : null
  if (holder !== null && isServing(holder)) throw inUse(new FolderInUseError(folder, holder))
}

async function refuseTakenPorts({ webPort, apiPort, metricsPorts, backgroundPort }: StackSettings): Promise<void> {
  const wanted = { WEB_PORT: webPort, API_PORT: apiPort, ...metricsPorts, BACKGROUND_PORT: backgroundPort }
  const seen = new Map<number, string>()
  for (const [variable, port] of Object.entries(wanted)) {
    if (port === undefined || port === 0) continue
    const other = seen.get(port)
    if (other !== undefined)
      throw new Error(`${other} and ${variable} are both ${port}. Choose another port for one of them.`)
    seen.set(port, variable)
    if ((await getPort({ port })) === port) continue
    throw new Error(
      `Port ${port} is in use. Stop the program that uses it, or choose another port, such as ${variable}=${port + 1}.`,
    )
  }
}
