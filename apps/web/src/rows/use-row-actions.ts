import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNotify } from '../shell/notices'
import { createEditQueue } from './edit-queue'
import { isGone, mayPass, wordsFor } from './failure-words'
import type { ListedRow } from './row-pages'
import { EditedElsewhereError, type SavingProcedures, saveChanges } from './save-changes'
import type { RowLists } from './use-row-lists'

/** What can be done with one row. Each shows at once, and is taken back, with a word why, if the server refuses. */
export interface RowActions<Row, Changes> {
  /** The row as the last change has it, which may not be shown yet: two clicks can come before the page is drawn again. */
  current(): Row
  /**
   * @param seen the row as the person saw it, where that is not the one that is shown
   * @returns whether it was saved
   */
  change(changes: Changes, seen?: Row): Promise<boolean>
  remove(): void
}

/** One kind of row: what a person calls it, its procedures, and its lists. */
export interface RowKind<Row, Changes> extends SavingProcedures<Row, Changes> {
  /** In lower case, such as `note`. */
  readonly name: string
  readonly lists: RowLists<Row>
  delete(input: { id: string }): Promise<Row>
  restore(input: { id: string }): Promise<Row>
}

export function useRowActions<Row extends ListedRow, Changes extends Partial<Row>>(
  kind: RowKind<Row, Changes>,
  row: Row,
): RowActions<Row, Changes> {
  const { lists, name } = kind
  const notify = useNotify()
  // One after the other for one row, so that two quick clicks arrive in their order.
  const scope = { id: `${name} ${row.id}` }

  const [queue] = useState(createEditQueue<Row, Changes>)
  const update = useMutation({
    scope,
    mutationFn: (changes: Changes) => saveChanges(kind, queue.known(), changes),
    onMutate: async () => {
      await lists.hold()
      lists.put(queue.current(queue.known()))
    },
    onSuccess: (saved, changes) => lists.put(queue.done(changes, saved)),
    onError: (error, changes) => {
      const seen = queue.known()
      lists.put(queue.done(changes, error instanceof EditedElsewhereError ? error.current : seen))
      if (isGone(error)) lists.remove(seen.id)
      const again = { label: 'Try again', run: () => void save(changes, seen) }
      notify({
        ...wordsFor(error, `“${seen.title}” was not saved`),
        ...(mayPass(error) ? { timeout: 0, action: again } : {}),
      })
    },
  })
  function save(changes: Changes, seen: Row): Promise<boolean> {
    queue.add(seen, changes)
    return update.mutateAsync(changes).then(
      () => true,
      () => false,
    )
  }

  const restore = useMutation({
    scope,
    mutationFn: (seen: Row) => kind.restore({ id: seen.id }),
    onMutate: async (seen) => {
      await lists.hold()
      lists.insert({ ...seen, deletedAt: null })
    },
    onSuccess: (restored) => lists.put(restored),
    onError: (error, seen) => {
      lists.remove(seen.id)
      notify({
        ...wordsFor(error, `“${seen.title}” was not brought back`),
        timeout: 0,
        action: { label: 'Try again', run: () => restore.mutate(seen) },
      })
    },
  })

  const isLeaving = useRef(false)
  const remove = useMutation({
    scope,
    mutationFn: (seen: Row) => kind.delete({ id: seen.id }),
    onMutate: async (seen) => {
      await lists.hold()
      lists.remove(seen.id)
      notify({
        title: `${capital(name)} deleted`,
        description: seen.title,
        action: { label: 'Undo', run: () => restore.mutate(seen) },
      })
    },
    onSettled: () => {
      isLeaving.current = false
    },
    // What was saved just before may have brought it back.
    onSuccess: (deleted) => lists.remove(deleted.id),
    onError: (error, seen) => {
      if (isGone(error)) return
      lists.insert(seen)
      notify({
        ...wordsFor(error, `“${seen.title}” was not deleted`),
        ...(mayPass(error) ? { timeout: 0, action: { label: 'Try again', run: () => remove.mutate(seen) } } : {}),
      })
    },
  })

  return {
    current: () => queue.current(row),
    change: (changes, seen = row) => save(changes, seen),
    remove() {
      if (isLeaving.current) return
      isLeaving.current = true
      remove.mutate(row)
    },
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
