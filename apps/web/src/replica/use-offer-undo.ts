import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import { type Action, useUndo } from './undo'

interface UndoNotice {
  /** By default that of the action. */
  readonly title?: string
  /** What it was done to. */
  readonly description?: string | undefined
  /** Called when it was undone by the notice. */
  readonly onUndo?: (() => void) | undefined
}

/** Says in a notice what was done, and offers to undo it. */
export function useOfferUndo(): (action: Action, notice?: UndoNotice) => void {
  const shell = useTranslations('shell')
  const notify = useNotify()
  const { take } = useUndo()
  return (action, { title = action.title, description, onUndo } = {}) =>
    notify({
      title,
      ...(description === undefined ? {} : { description }),
      action: { label: shell('undo'), run: () => void take(action).then(onUndo) },
    })
}
