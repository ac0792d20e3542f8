'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Keyboard } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import rowStyles from '../rows/rows.module.css'
import dialogStyles from '../shell/dialog.module.css'
import styles from './tasks.module.css'

/** The keys, as they are written on keyboards, and what they do. */
const shortcuts = [
  'new',
  'search',
  'lists',
  'amongLists',
  'amongTasks',
  'complete',
  'edit',
  'cancel',
  'notices',
  'help',
] as const

interface ShortcutsProps {
  readonly newTask: RefObject<HTMLInputElement | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly currentList: RefObject<HTMLAnchorElement | null>
}

/** The keyboard shortcuts with a single key, which work while no field has the focus, and the dialog that lists them. */
export function Shortcuts({ newTask, search, currentList }: ShortcutsProps) {
  const t = useTranslations('tasks.shortcuts')
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
      <Dialog.Trigger className={`${rowStyles.icon} ${styles.shortcutsButton}`} aria-label={t('title')}>
        <Keyboard size={18} aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>{t('title')}</Dialog.Title>
          <dl className={styles.shortcuts}>
            {shortcuts.map((name) => (
              <div key={name}>
                <dt>
                  <kbd>{t(`${name}.keys`)}</kbd>
                </dt>
                <dd>{t(`${name}.does`)}</dd>
              </div>
            ))}
          </dl>
          <div className={dialogStyles.actions}>
            <Dialog.Close render={<Button />}>{t('close')}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
