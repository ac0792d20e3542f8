import { createHmac, randomBytes } from 'node:crypto'
import type { PasswordHashing } from '../src/auth/create-auth'

const digest = (password: string, salt: string) => createHmac('sha256', salt).update(password).digest('hex')

/**
 * In place of Better Auth's own hashing, which takes a tenth of a second of one core on purpose. It is salted too, so
 * two hashes of one password differ. `auth.test.ts` has the real one.
 */
export const cheapPasswords: PasswordHashing = {
  async hash(password) {
    const salt = randomBytes(16).toString('hex')
    return `${salt}:${digest(password, salt)}`
  },
  async verify({ hash, password }) {
    const [salt = '', key] = hash.split(':')
    return digest(password, salt) === key
  },
}
