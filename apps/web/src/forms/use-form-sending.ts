'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type AuthFailure, authFailureOf, unreachable } from '../sign-in/auth-failure'

interface FetchOptions {
  readonly onError: (context: { response: Response }) => void
}

interface Answer {
  readonly error: Parameters<typeof authFailureOf>[1] | null
}

/** Calls Better Auth for a form. It holds whether the call is in progress, and a message if it failed. */
export function useFormSending() {
  const t = useTranslations('forms')
  const [failure, setFailure] = useState<AuthFailure | null>(null)
  const [busy, setBusy] = useState(false)

  /** @returns whether it worked */
  async function send(call: (fetchOptions: FetchOptions) => Promise<Answer>): Promise<boolean> {
    setFailure(null)
    setBusy(true)
    let retryAfter: string | null = null
    const onError: FetchOptions['onError'] = ({ response }) => {
      retryAfter = response.headers.get('x-retry-after')
    }
    const found = await call({ onError }).then(
      ({ error }) => (error === null ? null : authFailureOf(t, error, retryAfter)),
      () => unreachable(t),
    )
    setFailure(found)
    setBusy(false)
    return found === null
  }

  return { busy, failure, setFailure, send }
}
