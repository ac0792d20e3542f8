import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import { failureReason, isRefused, isTransient } from './failures'
import type { ListedRow } from './row-pages'
import type { CachedRows } from './use-cached-rows'
import { useUnsentRows } from './use-unsent-rows'
import { creationScope } from './when-created'

/**
 * Adds a row. It is shown immediately. Its id is created here, so that a repeated attempt cannot create two rows. It is
 * stored until it has arrived: a row that was being sent when the page was closed is sent again by the next page.
 * @param name of the kind of row, such as `note`
 * @param create sends the new fields of a draft, with its id
 * @returns a function that adds a draft and says whether it was added
 */
export function useCreateRow<Row extends ListedRow>(
  name: string,
  cached: CachedRows<Row>,
  create: (draft: Row) => Promise<Row>,
): (draft: Row) => Promise<boolean> {
  const notify = useNotify()
  const t = useTranslations('rows')
  const shell = useTranslations('shell')
  const creation = useMutation({
    // Rows of all kinds are created one at a time: in the order in which they were written, and no row before the row
    // that it refers to.
    scope: creationScope,
    mutationFn: create,
    onMutate: async (draft) => {
      await cached.hold()
      cached.insert(draft)
    },
    onSuccess: (created) => {
      unsent.forget(created)
      // The server's clock determines its place.
      cached.remove(created.id)
      cached.insert(created)
    },
    onError: (error, draft) => {
      if (isRefused(error)) unsent.forget(draft)
      cached.remove(draft.id)
      notify({
        title: t('failures.added', { title: draft.title }),
        description: failureReason(t, error),
        timeout: 0,
        onClose: () => unsent.forget(draft),
        ...(isTransient(error) ? { action: { label: shell('tryAgain'), run: () => send(draft) } } : {}),
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
