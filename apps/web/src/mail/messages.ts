import { toVisibleLine } from '@ownlist/text'
import { createTranslator } from 'use-intl/core'
import { messages } from '../texts/compiled'
import type { Mail } from './mailer'

/** Mails are written when nobody is looking at a page, and their language must not depend on a stranger who causes them. */
const t = createTranslator({ locale: 'en', messages: messages.en, namespace: 'mail' })

/** A user whose address is confirmed, so that the name is known to be their own. */
interface Person {
  readonly name: string
  readonly email: string
}

/** The longest name in a greeting, in characters. */
const longestName = 60

/**
 * A name in a greeting is short, visible and on one line, regardless of who wrote it. Anything that looks like the address of a
 * page, or the start of one, is removed: most mail programs turn it into a link.
 */
function greeting(name: string): string {
  const shown = [...toVisibleLine(name).trim()]
  const isPlain = !/[:/@\\]|\.\S/.test(shown.join(''))
  return shown.length > 0 && shown.length <= longestName && isPlain
    ? t('greeting', { name: shown.join('') })
    : t('plainGreeting')
}

/**
 * Asks the owner of an address whether it is theirs. Anybody can cause this mail to any address. So nothing in it
 * except the link depends on the person who asked, and that person cannot choose the link.
 */
export const confirmAddress = (email: string, url: string): Mail => ({
  to: email,
  subject: t('confirmAddress.subject'),
  text: t('confirmAddress.text', { greeting: t('plainGreeting'), url }),
})

export const newPassword = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: t('newPassword.subject'),
  text: t('newPassword.text', { greeting: greeting(name), url }),
})

export const existingAccount = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: t('existingAccount.subject'),
  text: t('existingAccount.text', { greeting: greeting(name), url }),
})
