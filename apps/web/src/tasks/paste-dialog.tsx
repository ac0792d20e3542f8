'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import dialogStyles from '../shell/dialog.module.css'
import styles from './app.module.css'

interface PasteDialogProps {
  readonly lines: readonly string[]
  readonly onAdd: (lines: readonly string[]) => void
  readonly onClose: () => void
}

/** Asks whether each pasted line should become a task of its own. */
export function PasteDialog({ lines, onAdd, onClose }: PasteDialogProps) {
  const t = useTranslations('tasks.paste')
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>{t('title', { count: lines.length })}</Dialog.Title>
          <ol className={styles.pasted}>
            {lines.map((line, index) => (
              <li key={index} dir="auto">
                {line}
              </li>
            ))}
          </ol>
          <div className={dialogStyles.actions}>
            <Dialog.Close render={<Button />}>{t('cancel')}</Dialog.Close>
            <Button look="primary" onClick={() => onAdd(lines)}>
              {t('add', { count: lines.length })}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
