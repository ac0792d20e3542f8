import { useMutation } from '@tanstack/react-query'
import { useNotify } from '../shell/notices'
import { mayPass, wordsFor } from './failure-words'
import type { ListedRow } from './row-pages'
import type { RowLists } from './use-row-lists'

/**
 * Adds a row. It shows at once; its id is made here, so that a repeated attempt cannot make two.
 * @param create sends what is new of a draft, with its id
 * @returns adds a draft, and says whether it was added
 */
export function useCreateRow<Row extends ListedRow>(
  lists: RowLists<Row>,
  create: (draft: Row) => Promise<Row>,
): (draft: Row) => Promise<boolean> {
  const notify = useNotify()
  const creation = useMutation({
    // One after the other, of whatever kind: in the order they were written, and no task before its list is there.
    scope: { id: 'create' },
    mutationFn: create,
    onMutate: async (draft) => {
      await lists.hold()
      lists.insert(draft)
    },
    onSuccess: (created) => {
      // The server's clock gives it its place.
      lists.remove(created.id)
      lists.insert(created)
    },
    onError: (error, draft) => {
      lists.remove(draft.id)
      notify({
        ...wordsFor(error, `“${draft.title}” was not added`),
        timeout: 0,
        ...(mayPass(error) ? { action: { label: 'Try again', run: () => creation.mutate(draft) } } : {}),
      })
    },
  })
  return (draft) =>
    creation.mutateAsync(draft).then(
      () => true,
      () => false,
    )
}
