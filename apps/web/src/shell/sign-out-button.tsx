'use client'

import { useState } from 'react'
import { authClient } from '../auth/browser'
import { useSession } from '../session-provider'
import { useNotify } from './notices'
import styles from './shell.module.css'

export function SignOutButton() {
  const { leave } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)

  async function signOut() {
    setBusy(true)
    const { error } = await authClient.signOut().catch(() => ({ error: true }))
    if (!error) return leave()
    setBusy(false)
    notify({ title: 'You are still signed in', description: 'Ownlist cannot be reached. Try again in a moment.' })
  }

  return (
    <button type="button" className={styles.link} onClick={signOut} disabled={busy}>
      Sign out
    </button>
  )
}
