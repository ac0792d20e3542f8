import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import { createEditQueue } from './edit-queue'
import { failureReason, isGone, isRefused, isTransient } from './failures'
import type { ListedRow } from './row-pages'
import { EditedElsewhereError, type SavingProcedures, saveChanges } from './save-changes'
import type { UnsentChange, UnsentDeletion, UnsentEdit } from './unsent-changes'
import type { CachedRows } from './use-cached-rows'
import { useUnsentChanges } from './use-unsent-changes'
import { whenCreated } from './when-created'

/**
 * The actions for one row. Each is shown immediately, and is undone with a notice if the server refuses it. A change is
 * stored until the API has confirmed it, so that another page can send it again: see `useSendUnsent`.
 */
export interface RowActions<Row, Changes> {
  /**
   * The row with the latest change applied, which may not be shown yet: two clicks can come before the page is rendered
   * again.
   */
  current(): Row
  /**
   * @param seen the row as the user saw it, if that is not the one that is shown
   * @returns whether it was saved
   */
  change(changes: Changes, seen?: Row): Promise<boolean>
  remove(): void
}

/** One kind of row: its name, its procedures, and its cached pages. */
export interface RowKind<Row, Changes> extends SavingProcedures<Row, Changes> {
  /** In lower case, such as `note`. What the browser keeps is stored under it. */
  readonly name: string
  /** Says that one was deleted. */
  readonly deleted: string
  readonly cached: CachedRows<Row>
  delete(input: { id: string }): Promise<Row>
  restore(input: { id: string }): Promise<Row>
}

/** The changes of one row run one at a time, so that two quick clicks arrive in order. */
export const scopeOf = (name: string, { id }: ListedRow) => ({ id: `${name} ${id}` })

interface FailedChange<Row, Changes> {
  readonly change: UnsentChange<Row, Changes>
  /** What did not happen. */
  readonly what: 'saved' | 'restored' | 'deleted'
  again(): void
}

export function useRowActions<Row extends ListedRow, Changes extends Partial<Row>>(
  kind: RowKind<Row, Changes>,
  row: Row,
): RowActions<Row, Changes> {
  const { cached, name } = kind
  const notify = useNotify()
  const t = useTranslations('rows')
  const shell = useTranslations('shell')
  const queryClient = useQueryClient()
  const unsent = useUnsentChanges<Row, Changes>(name)
  const scope = scopeOf(name, row)

  /** A change that can still be sent stays stored while its notice is shown. */
  function failed(error: unknown, { change, what, again }: FailedChange<Row, Changes>) {
    const isFinal = isRefused(error) || error instanceof EditedElsewhereError
    if (isFinal) unsent.forget(change)
    notify({
      title: t(`failures.${what}`, { title: change.row.title }),
      description: failureReason(t, error),
      ...(isFinal ? {} : { timeout: 0, onClose: () => unsent.forget(change) }),
      ...(isTransient(error) ? { action: { label: shell('tryAgain'), run: again } } : {}),
    })
  }

  const [queue] = useState(createEditQueue<Row, Changes>)
  const update = useMutation({
    scope,
    mutationFn: async ({ fields }: UnsentEdit<Row, Changes>) => {
      await whenCreated(queryClient, row.id)
      return await saveChanges(kind, { seen: queue.known(), changes: fields })
    },
    onMutate: async () => {
      await cached.hold()
      cached.put(queue.current(queue.known()))
    },
    onSuccess: (saved, edit) => {
      unsent.arrived(edit)
      cached.put(queue.done(edit.fields, saved))
    },
    onError: (error, edit) => {
      const seen = queue.known()
      cached.put(queue.done(edit.fields, error instanceof EditedElsewhereError ? error.current : seen))
      if (isGone(error)) cached.remove(seen.id)
      failed(error, { change: edit, what: 'saved', again: () => void save(edit.fields, seen) })
    },
  })
  function save(changes: Changes, seen: Row): Promise<boolean> {
    const edit = unsent.edit(queue.current(seen), changes)
    queue.add(seen, changes)
    return update.mutateAsync(edit).then(
      () => true,
      () => false,
    )
  }

  const restoring = useMutation({
    scope,
    mutationFn: ({ row: { id } }: UnsentDeletion<Row>) => kind.restore({ id }),
    onMutate: async ({ row: seen }) => {
      await cached.hold()
      cached.insert({ ...seen, deletedAt: null })
    },
    onSuccess: (restored, change) => {
      unsent.arrived(change)
      cached.put(restored)
    },
    onError: (error, change) => {
      cached.remove(change.row.id)
      failed(error, { change, what: 'restored', again: () => restore(change.row) })
    },
  })
  const restore = (seen: Row) => restoring.mutate(unsent.deletion(seen, false))

  const isLeaving = useRef(false)
  const removal = useMutation({
    scope,
    mutationFn: async ({ row: { id } }: UnsentDeletion<Row>) => {
      await whenCreated(queryClient, id)
      return await kind.delete({ id })
    },
    onMutate: async ({ row: seen }) => {
      await cached.hold()
      cached.remove(seen.id)
      notify({
        title: kind.deleted,
        description: seen.title,
        action: { label: shell('undo'), run: () => restore(seen) },
      })
    },
    onSettled: () => {
      isLeaving.current = false
    },
    onSuccess: (deleted, change) => {
      unsent.arrived(change)
      // An edit that was saved just before may have put it back.
      cached.remove(deleted.id)
    },
    onError: (error, change) => {
      if (isGone(error)) return unsent.forget(change)
      cached.insert(change.row)
      failed(error, { change, what: 'deleted', again: () => remove(change.row) })
    },
  })
  const remove = (seen: Row) => removal.mutate(unsent.deletion(seen, true))

  return {
    current: () => queue.current(row),
    change: (changes, seen = row) => save(changes, seen),
    remove() {
      if (isLeaving.current) return
      isLeaving.current = true
      remove(row)
    },
  }
}
