import { basename } from 'node:path'
import {
  applyMigrations,
  type DatabaseName,
  type DatabaseUrls,
  type EmbeddedPostgresOptions,
  FolderInUseError,
  grantPrivileges,
  type Purpose,
  prismaFolder,
  provisionDatabases,
  startEmbeddedPostgres,
  useEmbeddedPostgres,
  WrongPasswordError,
} from '@ownlist/postgres'
import type { StackSettings } from './env.js'
import { localSecrets, postgresFolder, wrongSecrets } from './secrets.js'

/** The two databases, reachable until this is disposed of. */
export interface Databases extends AsyncDisposable {
  readonly urls: DatabaseUrls
  /** The URL of a role that may create databases, for `pnpm db:new-migration`. */
  readonly creatorUrl: string
  /** The URL of a role that may read every row of the API's database; null if the environment names none. */
  readonly backupUrl: string | null
  /** Resolves with the reason if an embedded server is permanently gone without having been stopped. */
  failed(): Promise<Error>
}

interface OpenOptions {
  /** What to tell others who want the same data folder. By default the name of the command, which uses it briefly. */
  readonly purpose?: Purpose
  readonly signal?: AbortSignal | undefined
}

const thisCommand = (): Purpose => ({ command: basename(process.argv[1] ?? 'a command', '.js'), serving: false })

/**
 * Opens the databases that the environment names, or else the embedded ones. If another process runs them, a command
 * that only uses them shares them; otherwise they are started.
 * @throws {Error} that says who uses the data folder, why the server does not start or does not answer, or what is
 * wrong with `secrets.json`. A server that another process started is never stopped
 */
export async function openDatabases(
  { databases, dataDir, backupUrl }: StackSettings,
  { purpose = thisCommand(), signal }: OpenOptions = {},
): Promise<Databases> {
  if (databases !== null) {
    return {
      urls: databases,
      creatorUrl: databases.DATABASE_ADMIN_URL,
      backupUrl,
      failed: () => new Promise(() => undefined),
      [Symbol.asyncDispose]: async () => undefined,
    }
  }
  const { postgresPassword } = await localSecrets(dataDir)
  const options: EmbeddedPostgresOptions = {
    dataDir: postgresFolder(dataDir),
    password: postgresPassword,
    purpose,
    ...(signal === undefined ? {} : { signal }),
  }
  const open = purpose.serving ? startEmbeddedPostgres : useEmbeddedPostgres
  const embedded = await open(options).catch((error: unknown) => {
    if (error instanceof WrongPasswordError) throw wrongSecrets(dataDir, error)
    throw error instanceof FolderInUseError ? inUse(error) : error
  })
  try {
    const urls = await provisionDatabases(embedded.adminUrl)
    signal?.throwIfAborted()
    return {
      urls,
      creatorUrl: embedded.adminUrl,
      backupUrl: urls.DATABASE_BACKUP_URL,
      failed: embedded.failed,
      [Symbol.asyncDispose]: () => embedded[Symbol.asyncDispose](),
    }
  } catch (error) {
    await embedded[Symbol.asyncDispose]()
    throw isWrongPassword(error) ? wrongSecrets(dataDir, error) : error
  }
}

/** The message for a second start. */
export const inUse = ({ message, holder }: FolderInUseError): Error =>
  new Error(`${message} Stop it first (kill ${holder.starter.pid}), or choose another folder with DATA_DIR.`)

const isWrongPassword = (error: unknown) =>
  error instanceof Error && (error.cause as { code?: string } | undefined)?.code === '28P01'

/** Brings both databases up to date and returns what was applied to each. */
export async function migrateDatabases(
  urls: DatabaseUrls,
  signal?: AbortSignal,
): Promise<Record<DatabaseName, string[]>> {
  const tasks = await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL, { signal })
  await grantPrivileges(urls)
  return { tasks, auth: await applyMigrations(prismaFolder('auth'), urls.AUTH_DATABASE_URL, { signal }) }
}

/** The URL of the role that owns a database. */
export const ownerUrl = ({ urls }: Pick<Databases, 'urls'>, database: DatabaseName): string =>
  database === 'tasks' ? urls.DATABASE_ADMIN_URL : urls.AUTH_DATABASE_URL
