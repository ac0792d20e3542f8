import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { checkOptions, type OptionRule, secret } from './options.js'

/** Where a program on this machine saves the result of `deviceLogin`. */
export interface SessionStore {
  /**
   * Null if there is none.
   * @throws {Error} if it cannot be read
   */
  read(): Promise<string | null>
  /** @throws {TypeError} if the session is empty or not a string */
  write(session: string): Promise<void>
  /** Resolves also if there is none. */
  remove(): Promise<void>
}

const absolutePath: OptionRule = ['an absolute path', (value) => typeof value === 'string' && isAbsolute(value)]

/**
 * Saves a session in a file that only its owner can read (mode 0600, in a folder with mode 0700), and replaces it
 * atomically. Any process of the same user can read it: prefer the system's keychain if there is one.
 * @param path absolute, so that it does not depend on the current directory
 * @throws {TypeError} on a path that is not absolute
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
