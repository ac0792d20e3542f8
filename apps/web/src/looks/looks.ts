import { type Locale, locales } from '../texts/locale'

export const densities = ['comfortable', 'compact'] as const
type Density = (typeof densities)[number]

/** `auto` follows the device. */
export const appearances = ['auto', 'light', 'dark'] as const
type Appearance = (typeof appearances)[number]

/** How the pages look on this device. */
export interface Looks {
  /** Null for the language that the browser asks for. */
  readonly language: Locale | null
  readonly density: Density
  readonly appearance: Appearance
}

/** The name of the cookie. With it, the server renders a page in the right language and colours before it knows the user. */
export const looksCookie = 'looks'

/** Reads the cookie. Unknown values are ignored, as if nothing had been chosen. */
export function readLooks(value: string | undefined): Looks {
  const [language, density, appearance] = (value ?? '').split('.')
  return {
    language: known(locales, language) ?? null,
    density: known(densities, density) ?? 'comfortable',
    appearance: known(appearances, appearance) ?? 'auto',
  }
}

/** The value of the cookie. */
export const writeLooks = ({ language, density, appearance }: Looks): string =>
  [language ?? '', density, appearance].join('.')

const known = <Value extends string>(values: readonly Value[], value: string | undefined): Value | undefined =>
  values.find((one) => one === value)
