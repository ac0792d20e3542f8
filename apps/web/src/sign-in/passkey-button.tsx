'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { authClient } from './auth-client'

/** Signs in with a passkey on this device, or on one nearby. The user does not have to enter a name. */
export function PasskeyButton({ next }: { next: string }) {
  const t = useTranslations('signIn')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<'passkeyFailed' | 'passkeyLate' | null>(null)

  async function signIn() {
    setFault(null)
    setBusy(true)
    // Some browsers refuse what comes too long after a press, such as one that has waited for this script.
    const isLate = navigator.userActivation?.isActive === false
    const answer = await authClient.signIn.passkey().catch(() => ({ error: true }))
    if (!answer?.error) return location.assign(next)
    setBusy(false)
    setFault(isLate ? 'passkeyLate' : 'passkeyFailed')
  }

  return (
    <div className={styles.form}>
      <Button busy={busy} onClick={signIn}>
        {t('passkey')}
      </Button>
      {fault === null ? null : (
        <p className={styles.alert} role="alert">
          {t(fault)}
        </p>
      )}
    </div>
  )
}
