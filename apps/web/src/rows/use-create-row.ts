import { useMutation } from '@tanstack/react-query'
import { useNotify } from '../shell/notices'
import { failureMessage, isRefused, isTransient } from './failures'
import type { ListedRow } from './row-pages'
import type { CachedRows } from './use-cached-rows'
import { useUnsentRows } from './use-unsent-rows'
import { creationScope } from './when-created'

/**
 * Adds a row. It shows at once; its id is made here, so that a repeated attempt cannot make two. It is kept until it has
 * arrived: one that was on its way when the page was left is sent again by the next page.
 * @param name of the kind of row, such as `task`
 * @param create sends what is new of a draft, with its id
 * @returns adds a draft, and says whether it was added
 */
export function useCreateRow<Row extends ListedRow>(
  name: string,
  cached: CachedRows<Row>,
  create: (draft: Row) => Promise<Row>,
): (draft: Row) => Promise<boolean> {
  const notify = useNotify()
  const creation = useMutation({
    // One after the other, of whatever kind: in the order they were written, and no task before its list is there.
    scope: creationScope,
    mutationFn: create,
    onMutate: async (draft) => {
      await cached.hold()
      cached.insert(draft)
    },
    onSuccess: (created) => {
      unsent.forget(created)
      // The server's clock gives it its place.
      cached.remove(created.id)
      cached.insert(created)
    },
    onError: (error, draft) => {
      if (isRefused(error)) unsent.forget(draft)
      cached.remove(draft.id)
      notify({
        ...failureMessage(error, `“${draft.title}” was not added`),
        timeout: 0,
        onClose: () => unsent.forget(draft),
        ...(isTransient(error) ? { action: { label: 'Try again', run: () => send(draft) } } : {}),
      })
    },
  })
  const unsent = useUnsentRows<Row>(name, creation.mutate)
  function send(draft: Row): Promise<boolean> {
    unsent.keep(draft)
    return creation.mutateAsync(draft).then(
      () => true,
      () => false,
    )
  }
  return send
}
