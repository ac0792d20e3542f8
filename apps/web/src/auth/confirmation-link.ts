import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { AuthDatabase, AuthTransaction } from './auth-database'

/** How long a link works, in milliseconds. */
const linkLife = 60 * 60 * 1_000

/** Only a hash is stored, so reading the database is not enough to open the link. */
const identifierOf = (token: string) => `confirm-email:${createHash('sha256').update(token).digest('base64url')}`

/** @returns the token of a new link that confirms the address of this user: 43 characters of base64url */
export async function createConfirmationToken(db: AuthDatabase, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.verification.create({
    data: {
      id: randomUUID(),
      identifier: identifierOf(token),
      value: userId,
      expiresAt: new Date(Date.now() + linkLife),
    },
  })
  return token
}

const isOpen = (token: string) => ({ identifier: identifierOf(token), expiresAt: { gt: new Date() } })

/** @returns the user whose address this token confirms; null if the link was used, has expired or never existed */
export async function findConfirmation(db: AuthDatabase, token: string) {
  const link = await db.verification.findFirst({ where: isOpen(token) })
  if (link === null) return null
  return await db.user.findUnique({
    where: { id: link.value, emailVerified: false },
    select: { id: true, email: true, accounts: { where: { providerId: 'credential' }, select: { password: true } } },
  })
}

/** Uses up the token. If two requests come at once, only one gets true. */
export async function useConfirmationToken(db: AuthTransaction, token: string): Promise<boolean> {
  return (await db.verification.deleteMany({ where: isOpen(token) })).count === 1
}
