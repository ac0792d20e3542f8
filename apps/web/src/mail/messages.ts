import type { Mail } from './mailer'

interface Person {
  readonly name: string
  readonly email: string
}

export const confirmAddress = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: 'Confirm your e-mail address',
  text: `Hello ${name},

open this link to confirm that this address is yours. It works for an hour:

${url}

If you did not sign up for Ownlist, do nothing: without the link nothing happens.
`,
})

export const newPassword = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: 'Choose a new password',
  text: `Hello ${name},

open this link to choose a new password. It works once, for an hour:

${url}

If you did not ask for it, do nothing: your password stays as it is.
`,
})

export const existingAccount = ({ name, email }: Person, url: string): Mail => ({
  to: email,
  subject: 'You have an account already',
  text: `Hello ${name},

somebody, perhaps you, tried to sign up with this address. It has an account already; sign in here:

${url}
`,
})
