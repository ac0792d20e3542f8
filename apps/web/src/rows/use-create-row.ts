import { useMutation } from '@tanstack/react-query'
import { useNotify } from '../shell/notices'
import { mayPass, wordsFor } from './failure-words'
import type { ListedRow } from './row-pages'
import type { RowLists } from './use-row-lists'

/**
 * Adds a row. It shows at once; its id is made here, so that a repeated attempt cannot make two.
 * @param create sends what is new of a draft, with its id
 */
export function useCreateRow<Row extends ListedRow>(
  lists: RowLists<Row>,
  create: (draft: Row) => Promise<Row>,
): (draft: Row) => void {
  const notify = useNotify()
  const creation = useMutation({
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
  return (draft) => creation.mutate(draft)
}
