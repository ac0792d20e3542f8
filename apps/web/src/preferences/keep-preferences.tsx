'use client'

import { api } from '@ownlist/client/react'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { currentLooks, keepLooks } from '../looks/keep-looks'
import { useSession } from '../session-provider'
import { keepChoices } from './personal'

/** Takes over what the person has chosen for all devices, here or on another one. It is loaded once with each page. */
export function KeepPreferences() {
  const router = useRouter()
  const owner = useSession().owner()
  const { data } = api.preferences.get.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
  const language = data?.language
  useEffect(() => {
    if (data !== undefined && owner !== null) keepChoices(owner, data)
  }, [data, owner])
  useEffect(() => {
    if (language === undefined || language === currentLooks().language) return
    keepLooks({ language })
    router.refresh()
  }, [language, router])
  return null
}
