'use client'

import { type ReactNode, useEffect } from 'react'
import { useSession } from '../session-provider'

/**
 * A page for one user. If somebody else has signed in since the frame was loaded, everything is loaded again for them.
 */
export function SignedInPage({ userId, children }: { userId: string; children: ReactNode }) {
  const { belongsTo } = useSession()
  const isTheirs = belongsTo(userId)
  useEffect(() => {
    if (!isTheirs) location.reload()
  }, [isTheirs])
  return isTheirs ? children : null
}
