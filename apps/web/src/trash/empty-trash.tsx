'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { api } from '@ownlist/client/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import dialogStyles from '../shell/dialog.module.css'
import { useNotify } from '../shell/notices'

/** Permanently removes everything in the trash, after a confirmation. */
export function EmptyTrash() {
  const t = useTranslations('trash')
  const notify = useNotify()
  const { trash } = api.useUtils()
  const [asks, setAsks] = useState(false)
  const { mutateAsync, isPending } = api.trash.empty.useMutation()

  async function empty() {
    setAsks(false)
    try {
      let count = 0
      for (let more = true; more; ) {
        const emptied = await mutateAsync()
        count += emptied.removed
        more = emptied.more
      }
      notify({ title: t('emptied', { count }) })
    } catch (error) {
      notify({ title: t('notEmptied'), description: (error as Error).message })
    }
    await trash.list.invalidate()
  }

  return (
    <AlertDialog.Root open={asks} onOpenChange={setAsks}>
      <AlertDialog.Trigger render={<Button look="danger" busy={isPending} />}>{t('empty')}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialogStyles.backdrop} />
        <AlertDialog.Popup className={dialogStyles.popup}>
          <AlertDialog.Title>{t('question')}</AlertDialog.Title>
          <AlertDialog.Description className={formStyles.hint}>{t('warning')}</AlertDialog.Description>
          <div className={dialogStyles.actions}>
            <AlertDialog.Close render={<Button />}>{t('cancel')}</AlertDialog.Close>
            <Button look="danger" onClick={empty}>
              {t('empty')}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
