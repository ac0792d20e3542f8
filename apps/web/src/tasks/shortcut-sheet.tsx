'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import dialogStyles from '../shell/dialog.module.css'
import styles from './app.module.css'

/** The keys as they appear on keyboards, and what they do. */
const shortcuts = {
  anywhere: ['add', 'palette', 'search', 'inbox', 'today', 'upcoming', 'done', 'undo', 'redo', 'notices', 'help'],
  tasks: [
    'move',
    'column',
    'complete',
    'open',
    'delete',
    'tomorrow',
    'nextWeek',
    'noDate',
    'priority',
    'moveTo',
    'label',
    'select',
    'extend',
    'all',
    'clear',
    'order',
    'toColumn',
  ],
} as const

/** Every keyboard shortcut, and where it works. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shortcuts')
  const sheet = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        {/* The button is at the end. With the focus, it would scroll the first shortcuts out of sight. */}
        <Dialog.Popup ref={sheet} initialFocus={sheet} className={dialogStyles.popup}>
          <Dialog.Title>{t('title')}</Dialog.Title>
          {(['anywhere', 'tasks'] as const).map((group) => (
            <section key={group} className={styles.shortcuts}>
              <h3>{t(`${group}.title`)}</h3>
              <dl>
                {shortcuts[group].map((name) => (
                  <div key={name}>
                    <dt>
                      <kbd>{t(`${name}.keys`)}</kbd>
                    </dt>
                    <dd>{t(`${name}.does`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <div className={dialogStyles.actions}>
            <Dialog.Close render={<Button />}>{t('close')}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
