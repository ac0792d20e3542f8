import { useTranslations } from 'use-intl/react'
import type { TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'

/** The title of a view. Null if its list, label or filter is not on this device: it was deleted, or belongs to somebody else. */
export function useViewTitle(view: TaskView, { lists, labels, filters }: TaskData): string | null {
  const t = useTranslations('views')
  switch (view.name) {
    case 'list':
      return lists.find(({ id }) => id === view.id)?.title ?? null
    case 'label':
      return labels.find(({ id }) => id === view.id)?.title ?? null
    case 'saved':
      return filters.find(({ id }) => id === view.id)?.title ?? null
    case 'search':
      return view.query === '' ? t('search') : t('searchFor', { query: view.query })
    case 'filter':
      return view.query === '' ? t('filter') : view.query
    default:
      return t(view.name)
  }
}
