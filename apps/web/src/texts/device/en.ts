/** The page on which a person authorizes an app. */
export const en = {
  title: 'Authorize an app',
  code: 'Code',
  codeHint: 'The code that the app shows, such as WDJB-MJHT.',
  continue: 'Continue',
  faults: {
    unknown: 'This code does not exist. Compare it with the one that the app shows.',
    expired: 'This code has expired. Start again in the app to get a new one.',
    used: 'This code was already used. Start again in the app to get a new one.',
    'too-often': 'Too many requests. Wait a minute, then try again.',
  },
  asks: 'An app that calls itself <name>{app}</name> asks for access, with this code:',
  may: 'It may, for {email}:',
  rights: 'Requested access',
  nothingElse: 'It cannot do anything else. It has no access to your account or your password.',
  caution: 'Authorize it only if you have just started this yourself and the app shows the same code.',
  authorize: 'Authorize',
  deny: 'Deny',
  invalid: 'This code is no longer valid. Start again in the app.',
  authorized: '<name>{app}</name> is authorized. Go back to it: it continues by itself within seconds.',
  seeApps: 'To see or revoke authorized apps, open your <link>account page</link>.',
  denied: '<name>{app}</name> was denied access.',
} as const
