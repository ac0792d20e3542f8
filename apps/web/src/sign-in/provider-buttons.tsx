'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { OAuthProvider } from '../env'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { authClient } from './auth-client'
import { signInPath } from './sign-in-path'

const names: Record<OAuthProvider, string> = { github: 'GitHub', google: 'Google' }

/** Signs in at a provider, and comes back to `next` through the sign-in page. */
export function ProviderButtons({ providers, next }: { providers: readonly OAuthProvider[]; next: string }) {
  const t = useTranslations('signIn')
  const [busy, setBusy] = useState<OAuthProvider>()
  const [failed, setFailed] = useState(false)

  async function goTo(provider: OAuthProvider) {
    setFailed(false)
    setBusy(provider)
    const { error } = await authClient.signIn
      .social({ provider, callbackURL: signInPath(next), errorCallbackURL: '/sign-in' })
      .catch(() => ({ error: true }))
    if (!error) return
    setBusy(undefined)
    setFailed(true)
  }

  return (
    <div className={styles.form}>
      {failed ? (
        <p className={styles.alert} role="alert">
          {t('providerFailed')}
        </p>
      ) : null}
      {providers.map((provider) => (
        <Button key={provider} busy={busy === provider} onClick={() => goTo(provider)}>
          {t('provider', { provider: names[provider] })}
        </Button>
      ))}
    </div>
  )
}
