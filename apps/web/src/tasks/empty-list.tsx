import { ListTodo, SearchX } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '../rows/list-states'
import type { TaskView } from '../view/task-view'

export function EmptyList({ view: { listId, status, search } }: { view: TaskView }) {
  const t = useTranslations('tasks')
  if (search !== '') {
    const place = listId === undefined ? 'all' : 'list'
    return (
      <EmptyState icon={SearchX} title={t('empty.found')}>
        {t('empty.foundHint', { status, place, search })}
      </EmptyState>
    )
  }
  const where = listId === undefined ? 'empty' : 'emptyList'
  return (
    <EmptyState icon={ListTodo} title={t(`${where}.${status}.title`)}>
      {t(`${where}.${status}.hint`)}
    </EmptyState>
  )
}
