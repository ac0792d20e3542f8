/** Signing in and up, confirming an address, and choosing a new password. */
export const en = {
  signIn: 'Sign in',
  createAccount: 'Create account',
  mailed:
    'We have sent a mail to {email}. Open the link in it and enter your password: that confirms the address, and you can sign in.',
  passkey: 'Sign in with a passkey',
  passkeyLate: 'The page was not ready in time. Press the button again.',
  passkeyFailed: 'No passkey was used. Try again, or sign in with your e-mail and add one on the account page.',
  provider: 'Continue with {provider}',
  providerFailed: 'The sign-in did not work. Try again, or use your e-mail.',
  secondFactor: {
    code: 'Code from your authenticator app',
    backupCode: 'Backup code',
    useApp: 'Use the authenticator app',
    useBackupCode: 'Use a backup code',
  },
  confirm: {
    enterPassword: 'Enter the password that was chosen when {email} signed up.',
    chooseNew:
      'Choose a name and a password for the account of {email}. Everything that was set up for it before is removed: passwords, passkeys, sign-ins and authorized apps.',
    send: 'Confirm address',
    known: 'I know the password',
    unknown: 'I do not know the password',
    done: 'Your address is confirmed. <link>Sign in</link>',
  },
  sendLink: 'Send me a link',
  linkSent:
    'If there is an account with that e-mail, a link is on its way. It works for an hour. At most three are sent within an hour, and the older ones still work.',
  sendAnotherLink: 'Send me another link',
  anotherLinkSent:
    'If that address still has to be confirmed, another link is on its way. At most three are sent within an hour, and the older ones still work. Check your spam folder, too.',
  reset: {
    send: 'Save new password',
    done: 'Your password was changed, and you are signed out everywhere.',
    passkeys:
      'Your passkeys still work. <link>Sign in and check your passkeys</link>: remove any that you do not recognize.',
  },
  signOutFirst: {
    why: 'You are signed in as {current}, and this link is for {owner}. If you were sent this link by somebody else, close this page.',
    failed: 'You are still signed in, because Ownlist cannot be reached. Try again in a moment.',
    send: 'Sign out and continue',
  },
} as const
