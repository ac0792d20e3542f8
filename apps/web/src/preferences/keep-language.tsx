'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { currentLooks, keepLooks } from '../looks/keep-looks'
import type { Looks } from '../looks/looks'
import { useSession } from '../session-provider'

/** Takes the language over that the person has chosen, on this device or on another one. It is loaded once with each page. */
export function KeepLanguage() {
  const router = useRouter()
  const { api } = useSession()
  useEffect(() => {
    const take = (language: Looks['language']) => {
      if (language === currentLooks().language) return
      keepLooks({ language })
      router.refresh()
    }
    // Without the API, the language stays as it is.
    api.preferences.get.query().then(
      ({ language }) => take(language),
      () => undefined,
    )
  }, [api, router])
  return null
}
