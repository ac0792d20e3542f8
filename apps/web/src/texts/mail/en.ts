/** Mails. These texts are not sent to the browser. */
export const en = {
  greeting: 'Hello {name},',
  plainGreeting: 'Hello,',
  confirmAddress: {
    subject: 'Confirm your e-mail address',
    text: `{greeting}

somebody, probably you, signed up for Ownlist with this address. To confirm that it is yours, open this link and enter your password. The link works once, for an hour:

{url}

If it was not you, ignore this mail: nobody can use the account without the link.
`,
  },
  newPassword: {
    subject: 'Choose a new password',
    text: `{greeting}

open this link to choose a new password. It works once, for an hour:

{url}

If you did not ask for it, ignore this mail: your password stays as it is.
`,
  },
  existingAccount: {
    subject: 'You already have an account',
    text: `{greeting}

somebody, probably you, tried to sign up with this address. It already has an account. Sign in here:

{url}
`,
  },
} as const
