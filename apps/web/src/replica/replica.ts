'use client'

import type { Offline } from '@ownlist/client/offline'
import { createOfflineReact } from '@ownlist/client/offline/react'
import * as kinds from './kinds'

/** The rows of one person on this device. Everything is in memory, and every change is shown at once and sent later. */
export type Replica = Offline<typeof kinds>

const created = createOfflineReact(kinds)

export const ReplicaProvider = created.OfflineProvider
/** For changes. */
export const useReplica = created.useOffline
/** The rows of a kind, newest first, with the changes that are still to be sent. */
export const useRows = created.useRows
/** What was not sent yet, and what waits for a decision. */
export const useOutbox = created.useOutbox
export const useSyncStatus = created.useSyncStatus
