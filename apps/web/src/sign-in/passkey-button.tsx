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
  const [failed, setFailed] = useState(false)

  async function signIn() {
    setFailed(false)
    setBusy(true)
    const answer = await authClient.signIn.passkey().catch(() => ({ error: true }))
    if (!answer?.error) return location.assign(next)
    setBusy(false)
    setFailed(true)
  }

  return (
    <div className={styles.form}>
      <Button busy={busy} onClick={signIn}>
        {t('passkey')}
      </Button>
      {failed ? (
        <p className={styles.alert} role="alert">
          {t('passkeyFailed')}
        </p>
      ) : null}
    </div>
  )
}
