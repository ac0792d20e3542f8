// domain: tasks
'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useLocale, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import { useFieldWords } from '../rows/field-words'
import dialogStyles from '../shell/dialog.module.css'
import type { Conflicts } from './use-undo'

interface UndoConflictProps {
  /** Null while there is nothing to decide. */
  readonly conflicts: Conflicts | null
  readonly onReplace: () => void
  readonly onClose: () => void
}

/** Asks whether an undo may overwrite later changes, and lists them. */
export function UndoConflict({ conflicts, onReplace, onClose }: UndoConflictProps) {
  const t = useTranslations('history')
  const words = useFieldWords(() => undefined)
  const inOneLine = new Intl.ListFormat(useLocale(), { type: 'unit' })
  return (
    <AlertDialog.Root open={conflicts !== null} onOpenChange={(open) => open || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialogStyles.backdrop} />
        <AlertDialog.Popup className={dialogStyles.popup}>
          <AlertDialog.Title>{t('changedSince.title')}</AlertDialog.Title>
          <AlertDialog.Description className={formStyles.hint}>{t('changedSince.why')}</AlertDialog.Description>
          <ul>
            {conflicts?.map(({ kind, id, title, fields }) => (
              <li key={`${kind} ${id}`} dir="auto">
                {fields.length === 0
                  ? t('changedSince.gone', { title: title ?? t('untitled') })
                  : t('changedSince.fields', {
                      title: title ?? t('untitled'),
                      fields: inOneLine.format(fields.map(words.name)),
                    })}
              </li>
            ))}
          </ul>
          <div className={dialogStyles.actions}>
            <AlertDialog.Close render={<Button />}>{t('changedSince.cancel')}</AlertDialog.Close>
            <Button look="danger" onClick={onReplace}>
              {t('changedSince.replace')}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
