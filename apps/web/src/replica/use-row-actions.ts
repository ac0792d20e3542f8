import type { ChangesOf, KindName, NewRowOf, RowOf } from '@ownlist/client/offline'
import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { useNotify } from '../shell/notices'
import type { kinds } from './kinds'
import { useReplica } from './replica'
import { type Action, useUndo } from './undo'
import { useRun } from './use-run'

type Kinds = typeof kinds
type Kind = KindName<Kinds>

/** What was done, for the person. */
interface RowWords {
  readonly added: string
  readonly changed: string
  readonly deleted: string
}

/** What a person can do with the rows of a kind, one at a time. All of it is shown at once and can be undone. */
export interface RowActions<K extends Kind> {
  create(input: NewRowOf<Kinds, K>): Promise<boolean>
  /** @returns whether it was stored on this device */
  change(id: string, changes: ChangesOf<Kinds, K>): Promise<boolean>
  /**
   * Offers to undo it.
   * @param onUndo called when it was undone by that
   */
  remove(row: RowOf<Kinds, K>, onUndo?: () => void): Promise<void>
}

export function useRowActions<K extends Kind>(kind: K, words: RowWords): RowActions<K> {
  const replica = useReplica()
  const run = useRun()
  const { take } = useUndo()
  const notify = useNotify()
  const shell = useTranslations('shell')

  return {
    create(input) {
      const { id = uuidv7() } = input as { id?: string }
      let isCreated = false
      return run({
        title: words.added,
        async redo() {
          await (isCreated
            ? replica.restore(kind, id)
            : replica.create(kind, { ...(input as object), id } as typeof input))
          isCreated = true
        },
        undo: () => replica.delete(kind, id),
      })
    },
    change(id, changes) {
      const row: object = replica.get(kind, id) ?? {}
      const before = Object.fromEntries(Object.entries(row).filter(([name]) => name in changes))
      return run({
        title: words.changed,
        redo: () => replica.update(kind, id, changes),
        undo: () => replica.update(kind, id, before as ChangesOf<Kinds, K>),
      })
    },
    async remove(row, onUndo) {
      // Without any kind of row, there is no type for one.
      const { id, title } = row as unknown as { readonly id: string; readonly title?: string }
      const action: Action = {
        title: words.deleted,
        redo: () => replica.delete(kind, id),
        undo: () => replica.restore(kind, id),
      }
      if (!(await run(action))) return
      const undo = () => void take(action).then(onUndo)
      const description = title === undefined ? {} : { description: title }
      notify({ title: words.deleted, ...description, action: { label: shell('undo'), run: undo } })
    },
  }
}
