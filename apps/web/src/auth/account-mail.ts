import { log } from '../log'
import type { Mail, Mailer } from '../mail/mailer'
import { confirmAddress, existingAccount, newPassword } from '../mail/messages'
import type { AuthDatabase } from './auth-database'
import { createConfirmationToken } from './confirmation-link'
import { createMailLimit, type MailKind } from './mail-limit'

interface Recipient {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: boolean
}

interface AccountMailParts {
  readonly db: AuthDatabase
  readonly mailer: Mailer
  readonly secret: string
  readonly webUrl: string
  /** Whether mail leaves this machine, so that opening it proves something about the address. */
  readonly provesAddress: boolean
}

/**
 * The mails about an account, within the limit for their recipient. Each is prepared and sent after the answer that caused it:
 * neither the answer nor the time it takes tells a stranger whether there is such an account, or whether a mail was left out.
 */
export function createAccountMail({ db, mailer, secret, webUrl, provesAddress }: AccountMailParts) {
  const mayMail = createMailLimit(db, secret)

  function send(kind: MailKind, { email }: Recipient, write: () => Mail | Promise<Mail>): void {
    const work = async () => {
      if (await mayMail(kind, email)) await mailer.send(await write())
    }
    work().catch(({ code }) => log().error({ code }, 'a mail could not be sent'))
  }

  function confirm(user: Recipient): void {
    send('confirm-address', user, async () => {
      const token = await createConfirmationToken(db, user.id)
      return confirmAddress(user.email, `${webUrl}/confirm-email?token=${token}`)
    })
  }

  /** Until an address is confirmed, every mail to it asks for that: only then can the name and the password be its owner's. */
  const isUnproven = (user: Recipient) => provesAddress && !user.emailVerified

  return {
    /** Asks whether the address is the user's own. */
    confirm,
    /** Has the user choose a new password with the token of a link that Better Auth made. */
    reset(user: Recipient, token: string): void {
      if (isUnproven(user)) confirm(user)
      else send('reset-password', user, () => newPassword(user, `${webUrl}/reset-password?token=${token}`))
    },
    /** Tells the user that somebody tried to sign up with their address. */
    existing(user: Recipient): void {
      if (isUnproven(user)) confirm(user)
      else send('existing-account', user, () => existingAccount(user, `${webUrl}/sign-in`))
    },
  }
}
