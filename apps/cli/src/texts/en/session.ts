/** Signing in and out, and errors about the stored session. */
export const session = {
  /** The program’s name, which users see when they authorize it. */
  program: 'Ownlist command line',
  confirmCode: 'Open {address}\nand authorize it if the code there is {code}',
  signedIn: 'You are signed in at {webUrl}. The session is saved in {place}. `ownlist logout` ends it.',
  keychain: 'the keychain',
  signedOut: 'Signed out.',
  signedOutHere: 'Signed out here, but {webUrl} could not be reached. Revoke the session on your account page there.',
  notSignedIn: 'You are not signed in at {webUrl}.',
  notSignedInYet: 'You are not signed in at {webUrl}. Run `ownlist login`.',
  loginRemedy: '{reason} Run `ownlist login`.',
  withoutApi:
    'An older version saved the session at {webUrl} without its API. Run `ownlist login` to create one for {apiUrl}.',
  otherApi:
    'The session at {webUrl} is for the API {madeFor}, not for {apiUrl}. Run `ownlist login` to create one for {apiUrl}.',
  tokenIsSet: 'OWNLIST_TOKEN is set, so it is used instead of a session. Unset it first.',
  unreadable: 'The session at {webUrl} cannot be read. Run `ownlist login` to replace it.',
  unreadableFile: '{path} cannot be read. Delete it and run `ownlist login` again.',
} as const
