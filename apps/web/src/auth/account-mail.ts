import { log } from '../log'
import type { Mail, Mailer } from '../mail/mailer'
import { confirmAddress, existingAccount, newPassword } from '../mail/messages'
import type { Locale } from '../texts/locale'
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
  /** Whether mail really leaves this machine. Only then does opening it prove anything about the address. */
  readonly provesAddress: boolean
  /** The language of the page that causes a mail. It is read immediately, before the response is sent. */
  readonly language: () => Promise<Locale>
}

/**
 * The mails about an account, within the limit for their recipient. Each is prepared and sent after the response that
 * caused it. So neither the response nor its timing tells a stranger whether the account exists or whether a mail was
 * skipped.
 */
export function createAccountMail({ db, mailer, secret, webUrl, provesAddress, language }: AccountMailParts) {
  const mayMail = createMailLimit(db, secret)

  function send(kind: MailKind, { email }: Recipient, write: (locale: Locale) => Mail | Promise<Mail>): void {
    const asked = language()
    const work = async () => {
      const locale = await asked
      if (await mayMail(kind, email)) await mailer.send(await write(locale))
    }
    work().catch(({ code }) => log().error({ code }, 'mail could not be sent'))
  }

  function confirm(user: Recipient): void {
    send('confirm-address', user, async (locale) => {
      const token = await createConfirmationToken(db, user.id)
      return confirmAddress(locale, user.email, `${webUrl}/confirm-email?token=${token}`)
    })
  }

  /**
   * Until an address is confirmed, every mail to it asks the recipient to confirm it. Only then are the name and the
   * password known to be the owner's.
   */
  const isUnproven = (user: Recipient) => provesAddress && !user.emailVerified

  return {
    /** Asks the user to confirm the address. */
    confirm,
    /** Lets the user choose a new password, with the token of a link that Better Auth created. */
    reset(user: Recipient, token: string): void {
      if (isUnproven(user)) confirm(user)
      else
        send('reset-password', user, (locale) => newPassword(locale, user, `${webUrl}/reset-password?token=${token}`))
    },
    /** Tells the user that somebody tried to sign up with their address. */
    existing(user: Recipient): void {
      if (isUnproven(user)) confirm(user)
      else send('existing-account', user, (locale) => existingAccount(locale, user, `${webUrl}/sign-in`))
    },
  }
}
