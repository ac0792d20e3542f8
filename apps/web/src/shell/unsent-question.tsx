'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import dialogStyles from './dialog.module.css'

interface UnsentQuestionProps {
  /** How many changes would be lost. */
  readonly count: number
  readonly onStay: () => void
  readonly onLose: () => void
}

/** Asks whether to sign out even though changes would be lost. */
export function UnsentQuestion({ count, onStay, onLose }: UnsentQuestionProps) {
  const t = useTranslations('shell')
  const kept = useTranslations('kept')
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onStay()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialogStyles.backdrop} />
        <AlertDialog.Popup className={dialogStyles.popup}>
          <AlertDialog.Title>{t('unsent.title', { count })}</AlertDialog.Title>
          <AlertDialog.Description className={formStyles.hint}>
            {t('unsent.why', { count, home: kept('home') })}
          </AlertDialog.Description>
          <div className={dialogStyles.actions}>
            <AlertDialog.Close render={<Button />}>{t('unsent.stay')}</AlertDialog.Close>
            <Button look="danger" onClick={onLose}>
              {t('unsent.lose', { count })}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
