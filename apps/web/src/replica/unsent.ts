import { OwnlistError, type TokenSource } from '@ownlist/client'
import { openOffline } from '@ownlist/client/offline'
import * as kinds from './kinds'
import type { Replica } from './replica'

/** Whose rows are on this device, and the API that has them. */
export interface ReplicaOwner {
  readonly url: string
  readonly token: TokenSource
  readonly userId: string
}

/**
 * Sends the remaining changes, but stops after this time.
 * @returns how many changes the API has not confirmed
 */
export async function unsentAfter(ms: number, owner: ReplicaOwner): Promise<number> {
  return await withReplica(owner, 0, async (replica) => {
    const count = () => replica.outbox().pending.length + replica.outbox().tray.length
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const look = () => replica.outbox().pending.length === 0 && end()
      const timer = setTimeout(end, ms)
      const stop = replica.subscribe(look)
      look()
    })
    return count()
  })
}

/** Deletes every row of a person from this device, including changes that were never sent. */
export const wipeReplica = (owner: Omit<ReplicaOwner, 'token'>): Promise<void> =>
  withReplica({ ...owner, token: noTokens }, undefined, (replica) => replica.wipe())

const refuse = () => Promise.reject(new OwnlistError('SIGNED_OUT', ''))

/** From here on, nothing is read or sent. */
const noTokens: TokenSource = { get: refuse, refresh: refuse, clear: () => undefined }

/** A browser that cannot store anything has no data of anybody. */
async function withReplica<Result>(
  owner: ReplicaOwner,
  otherwise: Result,
  use: (replica: Replica) => Promise<Result>,
): Promise<Result> {
  try {
    const replica = await openOffline({ ...owner, kinds })
    try {
      return await use(replica)
    } finally {
      await replica.close()
    }
  } catch {
    return otherwise
  }
}
