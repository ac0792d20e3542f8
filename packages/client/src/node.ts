import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { checkOptions, type OptionRule, secret } from './options.js'

/** Where a program of this machine keeps what `deviceLogin` resolved with. */
export interface SessionStore {
  /** Null where there is none. @throws {Error} if there is one that cannot be read */
  read(): Promise<string | null>
  /** @throws {TypeError} on a session that is empty or no string */
  write(session: string): Promise<void>
  /** Resolves too where there is none. */
  remove(): Promise<void>
}

const absolutePath: OptionRule = ['an absolute path', (value) => typeof value === 'string' && isAbsolute(value)]

/**
 * Keeps a session in a file that only its owner can read (mode 0600, in a folder of 0700), replaced whole or not at all.
 * Any process of the same user can read it: prefer the keychain of the system where there is one.
 * @param path absolute, so that it does not depend on where the program was started
 * @throws {TypeError} on a path that is not
 */
export function sessionFile(path: string): SessionStore {
  checkOptions({ path }, { path: absolutePath })
  return {
    async read() {
      try {
        return (await readFile(path, 'utf8')).trim() || null
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async write(session) {
      checkOptions({ session }, { session: secret })
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const whole = `${path}.${process.pid}`
      await writeFile(whole, `${session}\n`, { mode: 0o600 })
      await rename(whole, path)
    },
    remove: () => rm(path, { force: true }),
  }
}
