import { toVisibleLine } from '@ownlist/text'
import { createTranslator } from 'use-intl/core'
import { messages } from '../texts/compiled'
import type { Locale } from '../texts/locale'
import type { Mail } from './mailer'

const textsIn = (locale: Locale) => createTranslator({ locale, messages: messages[locale], namespace: 'mail' })

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
function greeting(t: ReturnType<typeof textsIn>, name: string): string {
  const shown = [...toVisibleLine(name).trim()]
  const isPlain = !/[:/@\\]|\.\S/.test(shown.join(''))
  return shown.length > 0 && shown.length <= longestName && isPlain
    ? t('greeting', { name: shown.join('') })
    : t('plainGreeting')
}

/**
 * Asks the owner of an address whether it is theirs. Anybody can make us send this mail to any address. So nothing in it
 * except the link depends on the person who asked, and that person cannot choose the link. They can only choose one of our
 * languages.
 */
export function confirmAddress(locale: Locale, email: string, url: string): Mail {
  const t = textsIn(locale)
  const text = t('confirmAddress.text', { greeting: t('plainGreeting'), url })
  return { to: email, subject: t('confirmAddress.subject'), text }
}

export function newPassword(locale: Locale, { name, email }: Person, url: string): Mail {
  const t = textsIn(locale)
  return {
    to: email,
    subject: t('newPassword.subject'),
    text: t('newPassword.text', { greeting: greeting(t, name), url }),
  }
}

export function existingAccount(locale: Locale, { name, email }: Person, url: string): Mail {
  const t = textsIn(locale)
  const text = t('existingAccount.text', { greeting: greeting(t, name), url })
  return { to: email, subject: t('existingAccount.subject'), text }
}
