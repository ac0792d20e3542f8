import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import type { Texts } from '../texts/locale'
import { failureReason, isGone, isRefused, isTransient } from './failures'
import type { ListedRow } from './row-pages'
import { EditedElsewhereError } from './save-changes'
import { joinChanges, type LeftChanges, sendAgain } from './send-again'
import type { UnsentChange } from './unsent-changes'
import { type RowKind, scopeOf } from './use-row-actions'
import { useUnsentChanges } from './use-unsent-changes'
import { whenCreated } from './when-created'

/**
 * Sends the changes again that were being sent when the previous page was closed. They are shown immediately. If
 * somebody has changed the same field since, a notice asks which version to keep.
 */
export function useSendUnsent<Row extends ListedRow, Changes extends Partial<Row>>(kind: RowKind<Row, Changes>): void {
  const { cached, name } = kind
  const queryClient = useQueryClient()
  const notify = useNotify()
  const t = useTranslations('rows')
  const shell = useTranslations('shell')
  const unsent = useUnsentChanges<Row, Changes>(name)

  function send(changes: readonly UnsentChange<Row, Changes>[], left: LeftChanges<Row, Changes>) {
    const { seen, fields, deleted } = left
    const forget = () => changes.forEach(unsent.forget)
    const again = (next: LeftChanges<Row, Changes>) => {
      changes.forEach(unsent.keep)
      send(changes, next)
    }
    const sending = queryClient.getMutationCache().build(queryClient, {
      scope: scopeOf(name, seen),
      mutationFn: async () => {
        await whenCreated(queryClient, seen.id)
        return await sendAgain(kind, left)
      },
      onMutate: async () => {
        await cached.hold()
        if (deleted) cached.remove(seen.id)
        else cached.put({ ...seen, ...fields, deletedAt: null })
      },
      onSuccess: (row: Row) => {
        forget()
        if (deleted) cached.remove(row.id)
        else cached.put(row)
      },
      onError(error) {
        if (error instanceof EditedElsewhereError) return ask(error.current as Row)
        if (isGone(error)) cached.remove(seen.id)
        else void cached.reload()
        if (isRefused(error)) forget()
        notify({
          title: t(deleted ? 'failures.deleted' : 'failures.saved', { title: seen.title }),
          description: failureReason(t, error),
          ...(isRefused(error) ? {} : { timeout: 0, onClose: forget }),
          ...(isTransient(error) ? { action: { label: shell('tryAgain'), run: () => again(left) } } : {}),
        })
      },
    })
    /** The changes stay stored until the user has chosen: otherwise the next page asks again. */
    function ask(current: Row) {
      cached.put(current)
      notify({
        title: t('elsewhere.title', { title: current.title }),
        description: t('elsewhere.notSaved', { change: describeFields(t, fields) }),
        timeout: 0,
        onClose: forget,
        action: { label: t('elsewhere.useMine'), run: () => again({ ...left, seen: current }) },
      })
    }
    sending.execute(undefined).catch(() => undefined)
  }

  useEffect(() => {
    for (const changes of unsent.takeLeft()) send(changes, joinChanges(changes))
  }, [])
}

const longestDescription = 200

/** The changed values, and “(nothing)” for cleared ones. */
function describeFields(t: Texts<'rows'>, fields: object): string {
  const words = Object.values(fields)
    .map((value) => (value === null || value === '' ? t('elsewhere.nothing') : t('elsewhere.value', { value })))
    .join(', ')
  return words.length > longestDescription ? `${words.slice(0, longestDescription)}…` : words
}
