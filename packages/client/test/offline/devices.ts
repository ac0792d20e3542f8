// domain: tasks
import 'fake-indexeddb/auto'
import type { ApiClient } from '@ownlist/client'
import { lists, type Offline, tasks } from '@ownlist/client/offline'
import { vi } from 'vitest'
import { connect } from '../../src/offline/connection.js'
import { leaseTurns } from '../../src/offline/lease.js'
import { replicaOf } from '../../src/offline/replica.js'

let names = 0

/** A name that no other device has, and therefore a separate database. */
export const newDevice = (): string => `device ${++names}`

const kinds = { task: tasks, list: lists }

/** A tab of a device that keeps tasks and lists. */
export type Tab = Offline<typeof kinds> & {
  /** Stops as if the browser had killed the tab: nothing continues. */
  kill(): void
}

/** Opens a tab, and waits until it has nothing to do, or has to wait. */
export async function open(api: ApiClient, name = newDevice(), contract = 2): Promise<Tab> {
  const tab = await begin(api, name, contract)
  await settled(tab)
  return tab
}

/** Opens a tab that has only started to load. */
export async function begin(api: ApiClient, name = newDevice(), contract = 2): Promise<Tab> {
  const connection = await connect({
    api,
    name,
    contract,
    kinds,
    pollMs: 100_000,
    // Locks that a killed tab held are soon free again.
    turns: (_name, database) => leaseTurns(database, { leaseMs: 100, pollMs: 5 }),
  })
  return { ...replicaOf<typeof kinds>(connection), kill: connection.end }
}

/** Waits until a tab has nothing left to do, or has to wait. */
export const settled = (tab: Pick<Tab, 'status'>): Promise<void> =>
  vi.waitFor(
    () => {
      const { name } = tab.status()
      if (name === 'starting' || name === 'working') throw new Error(`It is still ${name}`)
    },
    { interval: 2, timeout: 5_000 },
  )
