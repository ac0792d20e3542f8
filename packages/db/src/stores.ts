import { eraseDue } from './background/due.js'
import type { Connections } from './connections.js'
import type { Domain, EraseRows, UnloggedDomain } from './domain.js'
import * as domains from './domains.js'
// domain: tasks {
import { erasePushSubscriptions } from './push/push-store.js'
// domain: tasks }
import type { QuotaSettings } from './row-quota.js'

type AnyDomain<Store> = Domain<Store> | UnloggedDomain<Store>
type StoreOf<D> = D extends AnyDomain<infer Store> ? Store : never

/** One store per domain. */
export type DomainStores = { readonly [Name in keyof typeof domains]: StoreOf<(typeof domains)[Name]> }

/** How many rows one user may have, if it differs from the domain's default. */
export type Quotas = { readonly [Name in keyof typeof domains]?: QuotaSettings }

export function createDomainStores(connections: Connections, quotas: Quotas = {}): DomainStores {
  const stores = Object.entries<AnyDomain<unknown>>(domains).map(([name, { createStore }]) => [
    name,
    createStore(connections, quotas[name as keyof Quotas]),
  ])
  return Object.fromEntries(stores)
}

/** Domains whose rows can be deleted and restored, and are permanently removed later. In the order of `domains`. */
export const loggedDomains: readonly Pick<Domain<unknown>, 'kind' | 'purge'>[] = Object.values<AnyDomain<unknown>>(
  domains,
).flatMap((domain) => (domain.kind === undefined ? [] : domain))

/** Of every domain. */
export const changeKinds = loggedDomains.map(({ kind }) => kind)

/**
 * One for each table that has an owner. A test compares them with the database. `due` comes first, because the background
 * program locks it before anything else.
 */
export const eraseDomains: readonly EraseRows[] = [
  eraseDue,
  // domain: tasks {
  erasePushSubscriptions,
  // domain: tasks }
  ...Object.values<AnyDomain<unknown>>(domains).map(({ eraseRows }) => eraseRows),
]
