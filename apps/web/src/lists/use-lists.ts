import type { List } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useMemo } from 'react'
import { useLocale } from 'use-intl/react'
import { pageOptions } from '../rows/page-options'
import { byTitle } from './by-title'
import { listsInput } from './lists-input'

/** The user's lists by title, as far as they are loaded; undefined before the first load. */
export function useLists() {
  const query = api.list.list.useInfiniteQuery(listsInput, pageOptions)
  const { data } = query
  const locale = useLocale()
  const lists = useMemo(
    () =>
      data &&
      byTitle(
        data.pages.flatMap(({ items }): List[] => items),
        locale,
      ),
    [data, locale],
  )
  return { lists, query }
}
