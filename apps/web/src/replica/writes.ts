import type { ChangesOf, KindName, NewRowOf } from '@ownlist/client/offline'
import type * as kinds from './kinds'
import type { Replica } from './replica'

type Kinds = typeof kinds
type Kind = KindName<Kinds>

/** A write to one row, as data, so that the browser can keep it for undo. */
export type Write =
  | { readonly type: 'create'; readonly kind: Kind; readonly input: object }
  | { readonly type: 'update'; readonly kind: Kind; readonly id: string; readonly fields: object }
  | { readonly type: 'delete' | 'restore'; readonly kind: Kind; readonly id: string }

export const createWrite = <K extends Kind>(kind: K, input: NewRowOf<Kinds, K>): Write => ({
  type: 'create',
  kind,
  input: input as object,
})

export const updateWrite = <K extends Kind>(kind: K, id: string, fields: ChangesOf<Kinds, K>): Write => ({
  type: 'update',
  kind,
  id,
  fields,
})

/**
 * Queues the writes, in this order.
 * @throws {OfflineStorageError} if this device cannot store them
 * @throws {RangeError} if a row is no longer on this device
 */
export async function carryOut(replica: Replica, writes: readonly Write[]): Promise<void> {
  await Promise.all(writes.map((write) => carryOutOne(replica, write)))
}

/** The functions above have checked the fields. TypeScript cannot relate the fields of a write to its kind. */
async function carryOutOne(replica: Replica, write: Write): Promise<void> {
  switch (write.type) {
    case 'create':
      await replica.create(write.kind, write.input as never)
      return
    case 'update':
      return await replica.update(write.kind, write.id, write.fields as never)
    case 'delete':
      return await replica.delete(write.kind, write.id)
    case 'restore':
      return await replica.restore(write.kind, write.id)
  }
}
