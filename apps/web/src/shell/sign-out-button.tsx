'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useSession } from '../session-provider'
import { later } from './later'
import { useNotify } from './notices'
import styles from './shell.module.css'

const parts = later(() => import('./sign-out'))

/** Changes that are being sent arrive within this time, unless something is wrong. */
const patienceMs = 2_000

/** Signs out. If changes would be lost, it asks first. */
export function SignOutButton() {
  const t = useTranslations('shell')
  const { leave, owner, apiUrl, tokens } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState(0)
  const UnsentQuestion = parts.loaded()?.UnsentQuestion

  async function start() {
    setBusy(true)
    const loaded = await parts.load().catch(() => null)
    if (loaded === null) return fail()
    const userId = owner()
    const left = userId === null ? 0 : await loaded.unsentAfter(patienceMs, { url: apiUrl, token: tokens, userId })
    if (left === 0) return await signOut()
    setBusy(false)
    setUnsent(left)
  }

  async function signOut() {
    setUnsent(0)
    setBusy(true)
    const isSignedOut = await parts.load().then(
      (loaded) => loaded.signOut(),
      () => false,
    )
    if (isSignedOut) return await leave()
    fail()
  }

  function fail() {
    setBusy(false)
    notify({ title: t('signOutFailed'), description: t('unreachable') })
  }

  return (
    <>
      <button type="button" className={styles.link} onClick={start} disabled={busy}>
        {t('signOut')}
      </button>
      {unsent === 0 || UnsentQuestion === undefined ? null : (
        <UnsentQuestion count={unsent} onStay={() => setUnsent(0)} onLose={signOut} />
      )}
    </>
  )
}
