import { useMutation } from '@tanstack/react-query'
import { useNotify } from '../shell/notices'
import { isGone, mayPass, wordsFor } from './failure-words'
import type { ListedRow } from './row-pages'
import { EditedElsewhereError, type SavingProcedures, saveChanges } from './save-changes'
import type { RowLists } from './use-row-lists'

/** What can be done with one row. Each shows at once, and is taken back, with a word why, if the server refuses. */
export interface RowActions<Row, Changes> {
  /**
   * @param seen the row as the person saw it, where that is not the one that is shown
   * @returns whether it was saved
   */
  change(changes: Changes, seen?: Row): Promise<boolean>
  remove(): void
}

/** One kind of row: what a person calls it, its procedures, and its lists. */
export interface RowKind<Row, Changes> extends SavingProcedures<Row, Changes> {
  /** In lower case, such as `task`. */
  readonly name: string
  readonly lists: RowLists<Row>
  delete(input: { id: string }): Promise<Row>
  restore(input: { id: string }): Promise<Row>
}

interface Edit<Row, Changes> {
  /** The row as it was shown when the person changed it. */
  readonly seen: Row
  readonly changes: Changes
}

export function useRowActions<Row extends ListedRow, Changes extends Partial<Row>>(
  kind: RowKind<Row, Changes>,
  row: Row,
): RowActions<Row, Changes> {
  const { lists, name } = kind
  const notify = useNotify()
  // One after the other for one row, so that two quick clicks arrive in their order.
  const scope = { id: `${name} ${row.id}` }

  const update = useMutation({
    scope,
    mutationFn: ({ seen, changes }: Edit<Row, Changes>) => saveChanges(kind, seen, changes),
    onMutate: async ({ seen, changes }: Edit<Row, Changes>) => {
      await lists.hold()
      lists.put({ ...seen, ...changes })
    },
    onSuccess: (saved) => lists.put(saved),
    onError: (error, edit) => {
      lists.put(error instanceof EditedElsewhereError ? error.current : edit.seen)
      if (isGone(error)) lists.remove(edit.seen.id)
      notify({
        ...wordsFor(error, `“${edit.seen.title}” was not saved`),
        ...(mayPass(error) ? { timeout: 0, action: { label: 'Try again', run: () => update.mutate(edit) } } : {}),
      })
    },
  })

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
    change: (changes, seen = row) =>
      update.mutateAsync({ seen, changes }).then(
        () => true,
        () => false,
      ),
    remove: () => remove.mutate(row),
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
