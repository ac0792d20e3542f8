/** A path without what it may keep secret: the address of a private calendar ends with a secret, wherever a proxy serves it. */
export const loggedPath = (path: string): string => path.replace(/(\/feeds\/).*/i, '$1…')
