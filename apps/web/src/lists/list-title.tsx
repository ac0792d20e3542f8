'use client'

import { OwnlistError } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useTranslations } from 'use-intl/react'

/** The title of one of the user's lists, within a sentence. */
export function ListTitle({ id }: { id: string }) {
  const t = useTranslations('lists')
  const { data, error } = api.list.get.useQuery({ id })
  if (error instanceof OwnlistError && error.code === 'NOT_FOUND') return t('gone')
  return data === undefined ? t('one') : t('titled', { title: data.title })
}
