import { type Looks, looksCookie, readLooks, writeLooks } from './looks'

/** A year, in seconds. */
const keptSeconds = 31_536_000

/** How the pages look in this browser. */
export function currentLooks(): Looks {
  const cookies = document.cookie.split('; ').map((cookie) => cookie.split('='))
  return readLooks(cookies.find(([name]) => name === looksCookie)?.[1])
}

/**
 * Stores how the pages look in this browser, and applies it. A new language only appears with the next page that the server
 * renders.
 */
export function keepLooks(changes: Partial<Looks>): void {
  const looks = { ...currentLooks(), ...changes }
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on pages without https
  document.cookie = `${looksCookie}=${writeLooks(looks)}; path=/; max-age=${keptSeconds}; samesite=lax${secure}`
  const { dataset } = document.documentElement
  dataset.density = looks.density
  dataset.appearance = looks.appearance
}
