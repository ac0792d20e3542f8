'use client'

import { api } from '@ownlist/client/react'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { currentLooks, keepLooks } from '../looks/keep-looks'

/** Takes the language over that the person has chosen, on this device or on another one. It is loaded once with each page. */
export function KeepLanguage() {
  const router = useRouter()
  const { data } = api.preferences.get.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
  const language = data?.language
  useEffect(() => {
    if (language === undefined || language === currentLooks().language) return
    keepLooks({ language })
    router.refresh()
  }, [language, router])
  return null
}
