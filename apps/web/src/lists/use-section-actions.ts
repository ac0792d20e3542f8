import { useTranslations } from 'use-intl/react'
import { useRowActions } from '../replica/use-row-actions'

/** What a person can do with the sections of a list. Its tasks stay in the list when a section is deleted. */
export function useSectionActions() {
  const t = useTranslations('lists.sections')
  return useRowActions('section', { deleted: t('deleted'), changed: t('changed'), added: t('added') })
}
