import { toVisibleLine } from '@ownlist/text'
import type { Mail } from './mailer'

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
  return shown.length > 0 && shown.length <= longestName && isPlain ? `Hello ${shown.join('')},` : 'Hello,'
}

/**
 * Asks the owner of an address whether it is theirs. Anybody can cause this mail to any address. So nothing in it
 * except the link depends on the person who asked, and that person cannot choose the link.
 */
export const confirmAddress = (email: string, url: string): Mail => ({
  to: email,
  subject: 'Confirm your e-mail address',
  text: `Hello,

somebody, probably you, signed up for Ownlist with this address. To confirm that it is yours, open this link and enter your password. The link works once, for an hour:

${url}

If it was not you, ignore this mail: nobody can use the account without the link.
`,
})

export const newPassword = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: 'Choose a new password',
  text: `${greeting(name)}

open this link to choose a new password. It works once, for an hour:

${url}

If you did not ask for it, ignore this mail: your password stays as it is.
`,
})

export const existingAccount = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: 'You already have an account',
  text: `${greeting(name)}

somebody, probably you, tried to sign up with this address. It already has an account. Sign in here:

${url}
`,
})
