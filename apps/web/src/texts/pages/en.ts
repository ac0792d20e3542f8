/** Titles of pages, and texts that only the server uses. This catalogue is not sent to the browser. */
export const en = {
  signIn: {
    title: 'Sign in',
    providerFaults: {
      accountExists:
        'An account with this e-mail address already exists. Sign in with your password. If you do not know it, or have not confirmed the address yet, use “Forgot your password?”.',
      notConfirmed:
        'The provider has not confirmed your e-mail address. Open the link in the mail that we sent you, then sign in.',
      other: 'Signing in with that provider did not work. Try again, or use your e-mail.',
    },
    noAccount: 'No account yet? <link>Create an account</link>',
    forgot: 'Forgot your password?',
  },
  signUp: {
    title: 'Create your account',
    hasAccount: 'Already have an account? <link>Sign in</link>',
  },
  forgotPassword: {
    title: 'Forgot your password?',
    noMail: 'This server sends no mail, so it cannot send you a link. Ask its operator for help.',
    outbox: 'Mail is kept on this machine: <link>Outbox</link>.',
    remembered: 'Remember your password? <link>Sign in</link>',
  },
  resetPassword: {
    title: 'Choose a new password',
    noLink: 'This link was already used or has expired.',
    newLink: 'Request a new link',
  },
  confirmEmail: {
    title: 'Confirm your address',
    noLink:
      'This link was already used, has expired, or is incomplete. If your address is already confirmed, just sign in.',
    signIn: 'Sign in',
  },
  outbox: {
    title: 'Outbox',
    why: 'No mail server is set (SMTP_URL), so mail is shown here. It is lost when Ownlist stops.',
    none: 'No mail has been sent yet.',
    mails: 'Mails',
    to: 'To {address}, <time>{sent} UTC</time>',
  },
  offline: {
    title: 'You are offline',
    why: 'This page needs the network. <link>Try again</link>',
  },
  notFound: {
    title: 'Page not found',
    why: 'The address may be wrong. <link>Go to {home}</link>.',
  },
} as const
