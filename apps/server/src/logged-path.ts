/**
 * A path without its secret part: the address of a private calendar ends with a secret, even if a proxy serves it under
 * another path.
 */
export const loggedPath = (path: string): string => path.replace(/(\/feeds\/).*/i, '$1…')
