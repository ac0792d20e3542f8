'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { currentLooks, keepLooks } from '../looks/keep-looks'
import type { Looks } from '../looks/looks'
import { useSession } from '../session-provider'
import { keepChoices } from './personal'

/** Applies what the person has chosen for all devices, here or on another one. It is loaded once with each page. */
export function KeepPreferences() {
  const router = useRouter()
  const { api, owner } = useSession()
  useEffect(() => {
    const takeLanguage = (language: Looks['language']) => {
      if (language === currentLooks().language) return
      keepLooks({ language })
      router.refresh()
    }
    // If the API is unreachable, everything stays as it is.
    api.preferences.get.query().then(
      (preferences) => {
        const userId = owner()
        if (userId !== null) keepChoices(userId, preferences)
        takeLanguage(preferences.language)
      },
      () => undefined,
    )
  }, [api, owner, router])
  return null
}
