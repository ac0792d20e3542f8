/** What one option must be: the check, and the text for the error message. */
export interface OptionRule {
  readonly mustBe: string
  fits(value: unknown): boolean
}

/** One rule per option, so that a new option without a rule does not compile. */
export type OptionRules<Options extends object> = Readonly<Record<keyof Options, OptionRule>>

/** Not empty and not blank. An array is refused too: jose would accept any of its members. */
export const text: OptionRule = {
  mustBe: 'a non-empty string',
  fits: (value) => typeof value === 'string' && value.trim() !== '',
}

export const address: OptionRule = {
  mustBe: 'a URL, such as https://app.example.com/api/auth/jwks',
  fits: (value) => typeof value === 'string' && URL.canParse(value),
}

const host = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i

export const hosts: OptionRule = {
  mustBe: 'an array of hosts without scheme and port, such as ["web"]',
  fits: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && host.test(item)),
}

/** The longest time that a timer can wait. Above it, timers fire immediately. */
const longestTimerMs = 2 ** 31 - 1

export const milliseconds: OptionRule = {
  mustBe: `a number of milliseconds above 0, at most ${longestTimerMs}`,
  fits: (value) => typeof value === 'number' && value > 0 && value <= longestTimerMs,
}

/** Above this tolerance, tokens would live for twice as long as they are issued for. */
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

/** An object of any class with this method. An array does not count, although it has methods such as `find`. */
export const objectWith = (method: string): OptionRule => ({
  mustBe: `an object with the method \`${method}\``,
  fits: (value) => isRecord(value) && callback.fits(value[method]),
})

/** May be omitted or undefined. Null is refused, since JavaScript's defaults do not replace it. */
export const optional = (rule: OptionRule): OptionRule => ({
  mustBe: `${rule.mustBe}, or omitted`,
  fits: (value) => value === undefined || rule.fits(value),
})

/**
 * Checks at run time what the types promise, for untyped callers and for missing settings. An unknown option is
 * refused: with a misspelled one, such as `revocation`, a check would be silently off. The message shows no value,
 * since a value may be a secret.
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
