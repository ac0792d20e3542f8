// domain: tasks
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * The position of a new row in the manual order, after all rows that were created before: a key of `fractional-indexing`
 * that is made from the instant. `h` says that 8 digits follow, which are the milliseconds in base 62. The database has the
 * same function, `position_at`.
 */
export function positionAt(instant: Date): string {
  let rest = instant.getTime()
  let key = ''
  for (let n = 0; n < 8; n++) {
    key = `${digits[rest % digits.length]}${key}`
    rest = Math.floor(rest / digits.length)
  }
  return `h${key}`
}
