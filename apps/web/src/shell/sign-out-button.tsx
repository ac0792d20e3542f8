'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import { countUnsent } from '../kept/kept'
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
  const { leave, owner } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState(0)
  const [asks, setAsks] = useState(false)

  async function start() {
    setBusy(true)
    const left = await unsentAfter(patienceMs, owner())
    if (left === 0) return await signOut()
    setBusy(false)
    setUnsent(left)
    setAsks(true)
  }

  async function signOut() {
    setAsks(false)
    setBusy(true)
    const { error } = await authClient.signOut().catch(() => ({ error: true }))
    if (!error) return leave()
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

const pollMs = 50

/**
 * Waits until everything is confirmed, but no longer than this time.
 * @returns how many changes are not confirmed
 */
async function unsentAfter(ms: number, owner: string | null): Promise<number> {
  const end = Date.now() + ms
  while (countUnsent(owner) > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, pollMs))
  return countUnsent(owner)
}
