import { OfflineStorageError } from '@ownlist/client/offline'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import { type Action, useUndo } from './undo'

/** @returns whether it was done: if this device cannot store it, a notice says so */
export type Run = (action: Action) => Promise<boolean>

/** Does an action that can be undone. The function stays the same while the page is open. */
export function useRun(): Run {
  const { did } = useUndo()
  const notify = useNotify()
  const t = useTranslations('replica')
  const newest = useRef({ notify, t })
  newest.current = { notify, t }
  return useMemo(
    () => async (action) => {
      try {
        await action.redo()
        did(action)
        return true
      } catch (error) {
        if (!(error instanceof OfflineStorageError || error instanceof RangeError)) throw error
        newest.current.notify({ title: newest.current.t('notStored'), description: error.message, timeout: 0 })
        return false
      }
    },
    [did],
  )
}
