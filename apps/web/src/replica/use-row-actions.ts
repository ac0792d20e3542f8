import type { ChangesOf, KindName, NewRowOf, RowOf } from '@ownlist/client/offline'
import { v7 as uuidv7 } from 'uuid'
import type * as kinds from './kinds'
import { useReplica } from './replica'
import { useUndo } from './undo'
import { useOfferUndo } from './use-offer-undo'
import { createWrite, updateWrite } from './writes'

type Kinds = typeof kinds
type Kind = KindName<Kinds>

/** What was done, as a text for the person. */
interface RowWords {
  readonly added: string
  readonly changed: string
  readonly deleted: string
}

/** What a person can do with the rows of a kind, one at a time. Every action is shown at once and can be undone. */
export interface RowActions<K extends Kind> {
  /** @returns whether it was stored on this device */
  create(input: NewRowOf<Kinds, K>): Promise<boolean>
  /** @returns whether it was stored on this device */
  change(id: string, changes: ChangesOf<Kinds, K>): Promise<boolean>
  /**
   * Offers to undo it.
   * @param onUndo called after the person has undone it in the notice
   */
  remove(row: RowOf<Kinds, K>, onUndo?: () => void): Promise<void>
}

export function useRowActions<K extends Kind>(kind: K, words: RowWords): RowActions<K> {
  const replica = useReplica()
  const { run } = useUndo()
  const offerUndo = useOfferUndo()

  return {
    async create(input) {
      const { id = uuidv7() } = input as { id?: string }
      const action = await run(() => ({
        title: words.added,
        first: [createWrite(kind, { ...(input as object), id } as typeof input)],
        undo: [{ type: 'delete', kind, id }],
        redo: [{ type: 'restore', kind, id }],
      }))
      return action !== null
    },
    async change(id, changes) {
      const action = await run(() => {
        const row: object = replica.get(kind, id) ?? {}
        const before = Object.fromEntries(Object.entries(row).filter(([name]) => name in changes))
        return {
          title: words.changed,
          undo: [updateWrite(kind, id, before as typeof changes)],
          redo: [updateWrite(kind, id, changes)],
        }
      })
      return action !== null
    },
    async remove(row, onUndo) {
      // If there are no kinds of rows, their type is empty.
      const { id, title } = row as unknown as { readonly id: string; readonly title?: string }
      const action = await run(() =>
        replica.get(kind, id) === undefined
          ? null
          : {
              title: words.deleted,
              undo: [{ type: 'restore', kind, id }],
              redo: [{ type: 'delete', kind, id }],
            },
      )
      if (action !== null) offerUndo(action, { description: title, onUndo })
    },
  }
}
