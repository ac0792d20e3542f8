'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Keyboard } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { Button } from '../forms/button'
import rowStyles from '../rows/rows.module.css'
import dialogStyles from '../shell/dialog.module.css'
import styles from './tasks.module.css'

const shortcuts = [
  ['n', 'New task'],
  ['/', 'Search'],
  ['l', 'Go to the lists'],
  ['← →', 'Move among lists'],
  ['↑ ↓', 'Move among tasks'],
  ['Space', 'Complete or reopen'],
  ['Enter or F2', 'Edit a title'],
  ['Esc', 'Cancel editing'],
  ['F6', 'Go to the notices'],
  ['?', 'This list'],
] as const

interface ShortcutsProps {
  readonly newTask: RefObject<HTMLInputElement | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly currentList: RefObject<HTMLAnchorElement | null>
}

/** The keyboard shortcuts with a single key, which work while no field has the focus, and the dialog that lists them. */
export function Shortcuts({ newTask, search, currentList }: ShortcutsProps) {
  const [open, setOpen] = useState(false)

  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const inField =
        event.target instanceof Element &&
        event.target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [role="dialog"]')
      const field = { n: newTask, '/': search, l: currentList }[event.key]
      if (inField || (field === undefined && event.key !== '?')) return
      event.preventDefault()
      if (event.key === '?') setOpen(true)
      field?.current?.focus()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [newTask, search, currentList])

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={`${rowStyles.icon} ${styles.shortcutsButton}`} aria-label="Keyboard shortcuts">
        <Keyboard size={18} aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>Keyboard shortcuts</Dialog.Title>
          <dl className={styles.shortcuts}>
            {shortcuts.map(([key, meaning]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <div className={dialogStyles.actions}>
            <Dialog.Close render={<Button />}>Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
