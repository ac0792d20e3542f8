/** Without characters that are easily confused. There are 32, so that a byte chooses each with the same probability. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const withHyphen = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`

/** A code such as `WDJB-MJHT`, for a user to compare or to type: 40 bits (RFC 8628, section 6.1). */
export const newUserCode = (): string =>
  withHyphen(Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => letters[byte % 32]).join(''))

/**
 * Restores the generated code from what a user typed: in any case, with spaces and hyphens anywhere. Null if it is not
 * a code.
 */
export function readUserCode(typed: string): string | null {
  const code = typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase()
  return code.length === 8 && [...code].every((letter) => letters.includes(letter)) ? withHyphen(code) : null
}
