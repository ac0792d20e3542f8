import type { Connections } from './connections.js'
import type { Domain } from './domain.js'
import { listDomain } from './lists/list-store.js'
import type { QuotaSettings } from './row-quota.js'
import { taskDomain } from './tasks/task-store.js'

// domain: import

/** In an order in which their rows can be erased: rows that refer to others come first. */
const domains = {
  tasks: taskDomain,
  lists: listDomain,
  // domain: entry
}

type StoreOf<D> = D extends Domain<infer Store> ? Store : never

/** One store per domain. */
export type DomainStores = { readonly [Name in keyof typeof domains]: StoreOf<(typeof domains)[Name]> }

/** How many rows one user may have, if it differs from the domain's default. */
export type Quotas = { readonly [Name in keyof typeof domains]?: QuotaSettings }

export function createDomainStores(connections: Connections, quotas: Quotas = {}): DomainStores {
  const stores = Object.entries<Domain<unknown>>(domains).map(([name, { createStore }]) => [
    name,
    createStore(connections, quotas[name as keyof Quotas]),
  ])
  return Object.fromEntries(stores)
}

/** Of every domain. */
export const changeKinds = Object.values<Domain<unknown>>(domains).map(({ kind }) => kind)

/** One for each table that has an owner. A test compares them with the database. */
export const eraseDomains = Object.values<Domain<unknown>>(domains).map(({ eraseRows }) => eraseRows)
