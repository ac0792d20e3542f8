import { useLayoutEffect } from 'react'
import { useUndo } from '../replica/undo'
import { isInDialog, isWriting } from './use-global-keys'

/** Ctrl Z undoes the newest action on every page, and Ctrl Shift Z redoes it, unless the person is typing. */
export function useUndoKeys(): void {
  const { undo, redo } = useUndo()
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.key.toLowerCase() !== 'z') return
      if (!(event.ctrlKey || event.metaKey) || isInDialog(event.target) || isWriting(event.target)) return
      event.preventDefault()
      void (event.shiftKey ? redo() : undo())
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [undo, redo])
}
