import type { Page, Route } from '@playwright/test'

/**
 * Variables of a system that believes what this machine says about a client's address, as from a proxy. Browsers say
 * nothing about it, so to the system they are at this machine's address, except for what has `newAddress` in its header.
 */
export const trustThisMachine = {
  TRUSTED_PROXIES: '127.0.0.1,::1',
  // Not counted for this machine's address unless a proxy is there.
  RATE_LIMIT_REFUSALS: '0',
}

let given = 0

/** The header of a request from an unused address, from the range that RFC 2544 reserves for tests. */
export function newAddress(): { 'x-forwarded-for': string } {
  given++
  return { 'x-forwarded-for': `198.18.${(given >> 8) % 256}.${given % 256}` }
}

/**
 * Until `act` has ended, what the page asks of Better Auth comes from an address of its own. From one address, three sign-ins
 * are answered in ten seconds. Only these requests have the header: the API allows it on no call from another origin.
 */
export async function fromNewAddress(page: Page, act: () => Promise<void>): Promise<void> {
  const calls = '**/api/auth/**'
  const address = newAddress()
  const send = (route: Route) => route.continue({ headers: { ...route.request().headers(), ...address } })
  await page.route(calls, send)
  try {
    await act()
  } finally {
    await page.unroute(calls, send)
  }
}
