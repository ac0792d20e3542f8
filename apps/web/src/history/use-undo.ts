// domain: tasks
'use client'

import { OwnlistError } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'

/** The rows that an undo would overwrite. */
export type Conflicts = NonNullable<NonNullable<OwnlistError['data']>['conflicts']>

/** Undoes an action. If something was changed later, `conflicts` says what, and the person decides. */
export function useUndo() {
  const t = useTranslations('history')
  const notify = useNotify()
  const { history, trash } = api.useUtils()
  const [conflicts, setConflicts] = useState<Conflicts | null>(null)
  const { mutate, isPending } = api.history.undo.useMutation({
    onSuccess() {
      notify({ title: t('undone') })
      void history.list.invalidate()
      void trash.list.invalidate()
    },
    onError(error) {
      const found = error instanceof OwnlistError && error.reason === 'CHANGED_SINCE' ? error.data?.conflicts : null
      if (found) setConflicts(found)
      else notify({ title: t('notUndone'), description: error.message })
    },
  })
  return {
    busy: isPending,
    conflicts,
    forget: () => setConflicts(null),
    undo(seq: number, overwrite = false) {
      setConflicts(null)
      mutate({ seq, overwrite })
    },
  }
}
