'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import { unsentAfter } from '../replica/unsent'
import { useSession } from '../session-provider'
import { authClient } from '../sign-in/auth-client'
import dialogStyles from './dialog.module.css'
import { useNotify } from './notices'
import styles from './shell.module.css'

/** Changes that are being sent arrive within this time, unless something is wrong. */
const patienceMs = 2_000

/** Signs out. If changes would be lost, it asks first. */
export function SignOutButton() {
  const t = useTranslations('shell')
  const kept = useTranslations('kept')
  const { leave, owner, apiUrl, tokens } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState(0)
  const [asks, setAsks] = useState(false)

  async function start() {
    setBusy(true)
    const userId = owner()
    const left = userId === null ? 0 : await unsentAfter(patienceMs, { url: apiUrl, token: tokens, userId })
    if (left === 0) return await signOut()
    setBusy(false)
    setUnsent(left)
    setAsks(true)
  }

  async function signOut() {
    setAsks(false)
    setBusy(true)
    const { error } = await authClient.signOut().catch(() => ({ error: true }))
    if (!error) return await leave()
    setBusy(false)
    notify({ title: t('signOutFailed'), description: t('signOutFailedHint') })
  }

  return (
    <>
      <button type="button" className={styles.link} onClick={start} disabled={busy}>
        {t('signOut')}
      </button>
      <AlertDialog.Root open={asks} onOpenChange={setAsks}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className={dialogStyles.backdrop} />
          <AlertDialog.Popup className={dialogStyles.popup}>
            <AlertDialog.Title>{t('unsent.title', { count: unsent })}</AlertDialog.Title>
            <AlertDialog.Description className={formStyles.hint}>
              {t('unsent.why', { count: unsent, home: kept('home') })}
            </AlertDialog.Description>
            <div className={dialogStyles.actions}>
              <AlertDialog.Close render={<Button />}>{t('unsent.stay')}</AlertDialog.Close>
              <Button look="danger" onClick={signOut}>
                {t('unsent.lose', { count: unsent })}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </>
  )
}
