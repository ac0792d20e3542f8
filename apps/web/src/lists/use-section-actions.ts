import { useTranslations } from 'use-intl/react'
import { useRowActions } from '../replica/use-row-actions'

/** What a person can do with the sections of a list. When a section is deleted, its tasks stay in the list. */
export function useSectionActions() {
  const t = useTranslations('lists.sections')
  return useRowActions('section', { deleted: t('deleted'), changed: t('changed'), added: t('added') })
}
