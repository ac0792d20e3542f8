import { randomUUID } from 'node:crypto'
import type { AuthDatabase, AuthTransaction } from './auth-database'
import { useConfirmationToken } from './confirmation-link'

/** One use of a confirmation link. */
interface LinkUse {
  readonly userId: string
  /** The token of the link. */
  readonly token: string
}

interface KnownPassword extends LinkUse {
  /** The hash that the password was compared with. */
  readonly passwordHash: string
}

/** What the owner of an address chooses to take over the account that somebody else created with it. */
interface NewOwner extends LinkUse {
  readonly name: string
  /** The hash of the new password. */
  readonly passwordHash: string
}

/**
 * Confirms the address for somebody who has the link and has entered the account's password. The password and the rest of the
 * account stay as they are. A trigger on `user` invalidates every other link.
 * @returns false if the token was used, or the password was replaced, in the meantime
 */
export function confirmAddress(db: AuthDatabase, { userId, token, passwordHash }: KnownPassword): Promise<boolean> {
  return onceByLink(db, { userId, token }, async (tx) => {
    const where = { userId, providerId: 'credential', password: passwordHash }
    if ((await tx.account.count({ where })) === 0) return false
    await tx.user.update({ where: { id: userId }, data: { emailVerified: true } })
    return true
  })
}

/**
 * Confirms the address for somebody who has the link but does not know the password: somebody else may have chosen it.
 * Everything is removed that could give the other person access, or that they wrote: the password, providers, sessions and
 * their tokens, passkeys, second factor, trusted devices, device codes, links, name and picture.
 * @returns false if the token was used in the meantime
 */
export function takeAccountOver(db: AuthDatabase, { userId, token, name, passwordHash }: NewOwner): Promise<boolean> {
  return onceByLink(db, { userId, token }, async (tx) => {
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

/** Does all of the work and uses up the token, or does nothing. Two links to one account wait for each other at the user's row. */
async function onceByLink(
  db: AuthDatabase,
  { userId, token }: LinkUse,
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
