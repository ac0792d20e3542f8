'use client'

import type { Offline } from '@ownlist/client/offline'
import { createOfflineReact } from '@ownlist/client/offline/react'
import * as kinds from './kinds'

/** The rows of one person on this device. All of them are in memory. Every change is shown at once and sent later. */
export type Replica = Offline<typeof kinds>

const created = createOfflineReact(kinds)

export const ReplicaProvider = created.OfflineProvider
/** For making changes. */
export const useReplica = created.useOffline
/** The rows of a kind, newest first, with the changes that are still to be sent. */
export const useRows = created.useRows
/** The changes that were not sent yet, and those that wait for a decision. */
export const useOutbox = created.useOutbox
export const useSyncStatus = created.useSyncStatus
