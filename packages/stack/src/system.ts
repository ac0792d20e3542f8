import { join } from 'node:path'
import { migrateDatabases, openDatabases } from './databases.js'
import type { StackSettings } from './env.js'
import { localSecrets } from './secrets.js'
import { type Stack, type StackOptions, startStack } from './stack.js'

/** Databases, migrated, and both apps on them. Disposing of it stops the apps, then a database that it started. */
export type System = Stack

/** @throws {Error} with the end of the log of the part that does not start */
export async function startSystem(
  settings: StackSettings,
  mode: StackOptions['mode'],
  env: NodeJS.ProcessEnv,
): Promise<System> {
  const databases = await openDatabases(settings)
  try {
    await migrateDatabases(databases.urls)
    const { betterAuthSecret } = await localSecrets(settings.dataDir)
    const stack = await startStack({
      ...settings,
      databases: databases.urls,
      betterAuthSecret: settings.betterAuthSecret ?? betterAuthSecret,
      env,
      mode,
      output: mode === 'dev' ? 'terminal' : { folder: join(settings.dataDir, 'logs') },
    })
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
