// domain: tasks
import { useTranslations } from 'use-intl/react'
import { type RowActions, useRowActions } from '../replica/use-row-actions'

/** What a person can do with saved filters. */
export function useFilterActions(): RowActions<'filter'> {
  const t = useTranslations('views.filters')
  return useRowActions('filter', { deleted: t('deleted'), changed: t('changed'), added: t('saved') })
}
