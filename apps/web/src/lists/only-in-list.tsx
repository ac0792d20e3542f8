'use client'

import { useTranslations } from 'use-intl/react'
import { ListTitle } from './list-title'

/** What an app may do, with the name of the only list in which it may do so. */
export function OnlyInList({ rights, listId }: { rights: string; listId: string }) {
  const t = useTranslations('lists.access')
  return t.rich('alsoOnlyIn', { rights, list: () => <ListTitle id={listId} /> })
}
