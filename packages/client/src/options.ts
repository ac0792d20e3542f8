/** What one option must be: the text for the error message, and the check. */
export type OptionRule = readonly [mustBe: string, fits: (value: unknown) => boolean]

/** One rule per option, so that a new option without a rule does not compile. */
export type OptionRules<Options extends object> = Readonly<Record<keyof Options, OptionRule>>

/** Checks the format with a regular expression, because React Native's URL cannot parse addresses. */
export const address: OptionRule = [
  'an http or https address, such as https://api.example.com, without credentials, query or fragment',
  (value) =>
    typeof value === 'string' && /^https?:\/\/(\[[\da-f:.]+\]|[^\s/?#@:[\]]+)(:\d+)?(\/[^\s?#]*)?$/i.test(value),
]

/** What fits into an Authorization header, such as a token or a session. */
export const secret: OptionRule = [
  'a string of visible ASCII characters, without spaces',
  (value) => typeof value === 'string' && /^[!-~]+$/.test(value),
]

export const text: OptionRule = ['a non-empty string', (value) => typeof value === 'string' && value.trim() !== '']

export const texts: OptionRule = [
  'an array of non-empty strings',
  (value) => Array.isArray(value) && value.every(text[1]),
]

export const callback: OptionRule = ['a function', (value) => typeof value === 'function']

export const flag: OptionRule = ['true or false', (value) => typeof value === 'boolean']

/** A whole number that is at least this. */
export const wholeNumber = (least: number): OptionRule => [
  `a whole number, ${least} or more`,
  (value) => Number.isSafeInteger(value) && Number(value) >= least,
]

/** The longest time that a timer can wait. Above it, timers fire immediately. */
const longestTimerMs = 2 ** 31 - 1

export const milliseconds: OptionRule = [
  `a number of milliseconds above 0, at most ${longestTimerMs}`,
  (value) => typeof value === 'number' && value > 0 && value <= longestTimerMs,
]

/** An object of any class with these methods. */
export const objectWith = (...methods: readonly string[]): OptionRule => [
  `an object with the methods ${methods.join(', ')}`,
  (value) => isRecord(value) && methods.every((method) => typeof value[method] === 'function'),
]

export const signal: OptionRule = ['an AbortSignal', objectWith('addEventListener', 'removeEventListener')[1]]

/** May be omitted or undefined. Null is refused, since JavaScript's defaults do not replace it. */
export const optional = ([mustBe, fits]: OptionRule): OptionRule => [
  `${mustBe}, or omitted`,
  (value) => value === undefined || fits(value),
]

/**
 * Checks at run time what the types promise, for untyped callers and for missing settings. An unknown option is
 * refused, since it may be misspelled. The message shows no value, since some are secrets.
 * @throws {TypeError} that names the option and says what it must be
 */
export function checkOptions<Options extends object>(options: unknown, rules: OptionRules<Options>): void {
  if (!isRecord(options)) throw new TypeError(`The options must be an object, not ${kindOf(options)}`)
  const unknown = Object.keys(options).find((name) => !Object.keys(rules).includes(name))
  if (unknown !== undefined) {
    throw new TypeError(`There is no option \`${unknown}\`. The options are ${Object.keys(rules).join(', ')}`)
  }
  for (const [name, [mustBe, fits]] of Object.entries<OptionRule>(rules)) {
    const value = options[name]
    if (!fits(value)) throw new TypeError(`The option \`${name}\` must be ${mustBe}, not ${kindOf(value)}`)
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array'
  return value == null || typeof value === 'number' ? String(value) : `this ${typeof value}`
}
