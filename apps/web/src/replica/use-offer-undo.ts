import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'
import { type Action, useUndo } from './undo'

interface UndoNotice {
  /** The text of the notice; by default, the name of the action. */
  readonly title?: string
  /** The row that was changed. */
  readonly description?: string | undefined
  /** Called after the person has undone it in the notice. */
  readonly onUndo?: (() => void) | undefined
}

/** Shows a notice that says what was done and offers to undo it. */
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
