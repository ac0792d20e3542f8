import { basename, join } from 'node:path'
import type { Purpose } from '@ownlist/postgres'
import { type Databases, migrateDatabases, openDatabases } from './databases.js'
import type { StackSettings } from './env.js'
// domain: tasks {
// domain: tasks }
import { localSecrets, localVapidKeys } from './secrets.js'
import { type Stack, type StackOptions, startStack } from './stack.js'

/** Migrated databases, and the apps on them. Disposing of it stops the apps, then a database that it started. */
export type System = Stack

const thisProgram = (): Purpose => ({ command: basename(process.argv[1] ?? 'a program'), serving: true })

export interface AppsOptions {
  readonly settings: StackSettings
  readonly mode: StackOptions['mode']
  /** The environment that the apps inherit. */
  readonly env: NodeJS.ProcessEnv
}

export interface SystemOptions extends AppsOptions {
  /** What the databases are opened for; to serve this program by default. */
  readonly purpose?: Purpose
}

/** @throws {Error} with the end of the log of the app that does not start */
export async function startSystem({ purpose = thisProgram(), ...options }: SystemOptions): Promise<System> {
  const { settings } = options
  const databases = await openDatabases(settings, { purpose })
  try {
    await migrateDatabases(databases.urls)
    const stack = await startApps(options, databases)
    return {
      ...stack,
      async [Symbol.asyncDispose]() {
        await stack[Symbol.asyncDispose]()
        await databases[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await databases[Symbol.asyncDispose]()
    throw error
  }
}

/** Starts the apps on databases that are already migrated. Disposing of the result stops the apps. */
export async function startApps(
  { settings, mode, env }: AppsOptions,
  databases: Databases,
  signal?: AbortSignal,
): Promise<Stack> {
  const { betterAuthSecret } = await localSecrets(settings.dataDir)
  return await startStack({
    ...settings,
    databases: databases.urls,
    betterAuthSecret: settings.betterAuthSecret ?? betterAuthSecret,
    // domain: tasks {
    vapid: await localVapidKeys(settings.dataDir),
    // domain: tasks }
    env,
    mode,
    output: mode === 'dev' ? 'terminal' : { folder: join(settings.dataDir, 'logs') },
    signal,
  })
}
