import { randomUUID } from 'node:crypto'
import type { AuthDatabase, AuthTransaction } from './auth-database'
import { useConfirmationToken } from './confirmation-link'

/** What the owner of an address gives to take over the account that somebody else made with it. */
interface NewOwner {
  readonly name: string
  readonly passwordHash: string
}

/**
 * Confirms the address for somebody who has the link and has shown the account's password. Both stay, and so does the rest of
 * the account; every other link ends, by a trigger on `user`.
 * @param passwordHash the one that the password was compared with
 * @returns false if the token was used meanwhile, or the password replaced
 */
export function confirmAddress(db: AuthDatabase, userId: string, token: string, passwordHash: string) {
  return onceByLink(db, userId, token, async (tx) => {
    const where = { userId, providerId: 'credential', password: passwordHash }
    if ((await tx.account.count({ where })) === 0) return false
    await tx.user.update({ where: { id: userId }, data: { emailVerified: true } })
    return true
  })
}

/**
 * Confirms the address for somebody who has the link and does not know the password: somebody else may have chosen it.
 * So nothing survives that could let them in, or that they wrote: password, providers, sessions and with them
 * their tokens, passkeys, second factor, trusted devices, device codes, links, name and picture.
 * @returns false if the token was used meanwhile
 */
export function takeAccountOver(db: AuthDatabase, userId: string, token: string, { name, passwordHash }: NewOwner) {
  return onceByLink(db, userId, token, async (tx) => {
    const where = { userId }
    await tx.session.deleteMany({ where })
    await tx.passkey.deleteMany({ where })
    await tx.twoFactor.deleteMany({ where })
    await tx.deviceCode.deleteMany({ where })
    await tx.account.deleteMany({ where })
    await tx.account.create({
      data: { id: randomUUID(), userId, accountId: userId, providerId: 'credential', password: passwordHash },
    })
    await tx.user.update({
      where: { id: userId },
      data: { name, image: null, twoFactorEnabled: false, emailVerified: true },
    })
    return true
  })
}

class NotDone extends Error {}

/** Does all of it, and uses up the token, or does nothing. Two links to one account wait for each other at its row. */
async function onceByLink(
  db: AuthDatabase,
  userId: string,
  token: string,
  work: (tx: AuthTransaction) => Promise<boolean>,
): Promise<boolean> {
  try {
    await db.$transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: userId, emailVerified: false },
        data: { updatedAt: new Date() },
      })
      if (count !== 1 || !(await useConfirmationToken(tx, token)) || !(await work(tx))) throw new NotDone()
    })
    return true
  } catch (cause) {
    if (cause instanceof NotDone) return false
    throw cause
  }
}
