/** What one option must be: the check, and the words for the error message. */
export interface OptionRule {
  readonly mustBe: string
  fits(value: unknown): boolean
}

/** A rule for each option, so that a new option without one does not compile. */
export type OptionRules<Options extends object> = Readonly<Record<keyof Options, OptionRule>>

/** Neither empty nor blank. A list is refused too: jose would accept any of its members. */
export const text: OptionRule = {
  mustBe: 'a string that is not empty',
  fits: (value) => typeof value === 'string' && value.trim() !== '',
}

export const address: OptionRule = {
  mustBe: 'a URL, such as https://app.example.com/api/auth/jwks',
  fits: (value) => typeof value === 'string' && URL.canParse(value),
}

const host = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i

export const hosts: OptionRule = {
  mustBe: 'a list of hosts without scheme and port, such as ["web"]',
  fits: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && host.test(item)),
}

/** The most that a timer can wait for; above it, timers fire at once. */
const longestTimerMs = 2 ** 31 - 1

export const milliseconds: OptionRule = {
  mustBe: `a number of milliseconds above 0, at most ${longestTimerMs}`,
  fits: (value) => typeof value === 'number' && value > 0 && value <= longestTimerMs,
}

/** Above it, a tolerance would let tokens live for twice as long as they are issued for. */
const mostTolerance = 300

export const seconds: OptionRule = {
  mustBe: `a whole number of seconds from 0 to ${mostTolerance}`,
  fits: (value) => wholeNumber.fits(value) && Number(value) <= mostTolerance,
}

export const wholeNumber: OptionRule = {
  mustBe: 'a whole number, 0 or more',
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
}

export const callback: OptionRule = { mustBe: 'a function', fits: (value) => typeof value === 'function' }

/** An object, of any class, with this method; an array is none, though it has methods such as `find`. */
export const objectWith = (method: string): OptionRule => ({
  mustBe: `an object with the method \`${method}\``,
  fits: (value) => isRecord(value) && callback.fits(value[method]),
})

/** May be left out, or undefined; null is refused, since JavaScript's defaults do not replace it. */
export const optional = (rule: OptionRule): OptionRule => ({
  mustBe: `${rule.mustBe}, or left out`,
  fits: (value) => value === undefined || rule.fits(value),
})

/**
 * Checks at run time what the types promise, for callers without types and for settings that are missing. An option with an
 * unknown name is refused: a misspelled one, such as `revocation`, would be a check that is silently off.
 * The message shows no value, since one may be a secret.
 * @throws {TypeError} that names the option and says what it must be
 */
export function checkOptions<Options extends object>(options: unknown, rules: OptionRules<Options>): void {
  if (!isRecord(options)) throw new TypeError(`The options must be an object, not ${kindOf(options)}`)
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name))
  if (unknown !== undefined) {
    throw new TypeError(`There is no option \`${unknown}\`. The options are ${Object.keys(rules).join(', ')}`)
  }
  for (const [name, { mustBe, fits }] of Object.entries<OptionRule>(rules)) {
    const value = options[name]
    if (!fits(value)) throw new TypeError(`The option \`${name}\` must be ${mustBe}, not ${kindOf(value)}`)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function kindOf(value: unknown): string {
  if (value === undefined || value === null || Number.isNaN(value)) return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'number' ? String(value) : `this ${typeof value}`
}
