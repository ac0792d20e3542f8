'use client'

import { useTranslations } from 'use-intl/react'
import { ListTitle } from './list-title'

/** What an app may do, and the only list in which it may. */
export function OnlyInList({ rights, listId }: { rights: string; listId: string }) {
  const t = useTranslations('lists.access')
  return t.rich('alsoOnlyIn', { rights, list: () => <ListTitle id={listId} /> })
}
