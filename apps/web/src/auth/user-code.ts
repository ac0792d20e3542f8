/** Without those that are taken for each other. 32 of them, so that a byte chooses each as often as any other. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const withHyphen = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`

/** A code such as `WDJB-MJHT`, for a person to compare, or to type: 40 bits (RFC 8628, 6.1). */
export const newUserCode = (): string =>
  withHyphen(Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => letters[byte % 32]).join(''))

/** A code as it was made, from one as a person types it: in any case, with spaces and hyphens anywhere. Null if it is none. */
export function readUserCode(typed: string): string | null {
  const code = typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase()
  return code.length === 8 && [...code].every((letter) => letters.includes(letter)) ? withHyphen(code) : null
}
