// domain: tasks
import 'fake-indexeddb/auto'
import { createApiClient } from '@ownlist/client'
import { lists, type Offline, tasks } from '@ownlist/client/offline'
import { expect } from 'vitest'
import { connect } from '../../../../../packages/client/src/offline/connection.js'
import { leaseTurns } from '../../../../../packages/client/src/offline/lease.js'
import { replicaOf } from '../../../../../packages/client/src/offline/replica.js'
import type { AppApi } from '../../app-api.js'
import type { Random } from './random.js'

const kinds = { task: tasks, list: lists }

/** A tab of a device that keeps tasks and lists. */
type Tab = Offline<typeof kinds>

/** A person's device. Its network may fail, and its tab may be killed. */
export interface Device {
  readonly name: string
  readonly tab: Tab
  /** Goes offline, or online again. */
  switchNetwork(): void
  /** Cuts this number of the next requests, before they arrive or before their answer does. */
  cutNext(requests: number): void
  /** This stays so for the rest of the run. */
  bringOnline(): void
  /** Kills the tab during whatever it is doing, and opens the next one on the same data. */
  restart(): Promise<void>
  /** Sends and reads until there is nothing left to do, or no network. */
  sync(): Promise<void>
  close(): Promise<void>
}

interface DeviceParts {
  readonly api: AppApi
  readonly userId: string
  readonly name: string
  readonly random: Random
}

export async function openDevice({ api, userId, name, random }: DeviceParts): Promise<Device> {
  let isOnline = true
  let cuts = 0
  async function request(url: string, init: RequestInit): Promise<Response> {
    const isCut = cuts > 0
    if (isCut) cuts--
    if (!isOnline || (isCut && random.chance(0.4))) throw new TypeError('The network is unreachable')
    const response = await fetch(url, init)
    if (isCut) throw new TypeError('The connection was cut')
    return response
  }
  const token = () => api.issuer.token(userId, { sid: `${userId}-${name}` })
  const open = async () => {
    const connection = await connect({
      api: createApiClient({ url: api.url, token, attempts: 1, fetch: request }),
      kinds,
      name: `${userId} ${name}`,
      pollMs: 1_000_000,
      turns: (_name, database) => leaseTurns(database, { leaseMs: 60, pollMs: 5 }),
    })
    return { tab: replicaOf<typeof kinds>(connection), kill: connection.end }
  }
  let opened = await open()
  await opened.tab.sync()
  expect(opened.tab.status()).toMatchObject({ name: 'idle' })
  return {
    name,
    get tab() {
      return opened.tab
    },
    switchNetwork() {
      isOnline = !isOnline
    },
    cutNext(requests) {
      cuts = requests
    },
    bringOnline() {
      isOnline = true
      cuts = 0
    },
    async restart() {
      opened.kill()
      opened = await open()
    },
    async sync() {
      await opened.tab.sync()
    },
    close: () => opened.tab.close(),
  }
}
