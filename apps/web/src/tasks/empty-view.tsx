'use client'

import { FolderX, FunnelX, ListTodo, SearchX, TagIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useReplica, useSyncStatus } from '../replica/replica'
import { useWasLoaded } from '../replica/use-was-loaded'
import { EmptyState, ListFault, ListSkeleton } from '../rows/list-states'
import { parseFilter } from '../views/filter-query'
import type { TaskData } from '../views/task-data'
import { namesOf, type TaskView } from '../views/task-view'

interface EmptyViewProps {
  readonly view: TaskView
  readonly data: TaskData
  /** Whether the list or the label of the view is missing on this device. */
  readonly isMissing?: boolean
}

/**
 * Says that there is nothing to show, and why. On a new device, it says that the rows
 * are still loading.
 */
export function EmptyView({ view, data, isMissing = false }: EmptyViewProps) {
  const t = useTranslations('views.empty')
  const tasks = useTranslations('tasks')
  const replica = useReplica()
  const status = useSyncStatus()
  const wasLoaded = useWasLoaded()
  if (!wasLoaded) {
    return status.name === 'waiting' || status.name === 'stopped' ? (
      <ListFault title={tasks('loadFailed')} error={status} onRetry={() => void replica.sync()} />
    ) : (
      <ListSkeleton label={tasks('loading')} />
    )
  }
  if (isMissing) {
    return (
      <EmptyState
        icon={view.name === 'label' ? TagIcon : view.name === 'saved' ? FunnelX : FolderX}
        title={t(`${view.name === 'label' ? 'label' : view.name === 'saved' ? 'filter' : 'list'}.gone`)}
      >
        {t.rich('goneHint', { link: (words) => <Link href="/">{words}</Link> })}
      </EmptyState>
    )
  }
  if (view.name === 'search') {
    return (
      <EmptyState icon={SearchX} title={t(view.query === '' ? 'search.start' : 'search.title')}>
        {view.query === '' ? t('search.startHint') : t('search.hint', { query: view.query })}
      </EmptyState>
    )
  }
  if (view.name === 'filter') return <EmptyFilter query={view.query} data={data} />
  if (view.name === 'saved') {
    const saved = data.filters.find(({ id }) => id === view.id)
    return <EmptyFilter query={saved?.query ?? ''} data={data} />
  }
  return (
    <EmptyState icon={ListTodo} title={t(`${view.name}.title`)}>
      {t(`${view.name}.hint`)}
    </EmptyState>
  )
}

function EmptyFilter({ query, data }: { query: string; data: TaskData }) {
  const t = useTranslations('views.empty')
  const filter = parseFilter(query, namesOf(data))
  if (filter.ok) {
    return (
      <EmptyState icon={SearchX} title={t('filter.title')}>
        {t('filter.hint')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={SearchX} title={t(query === '' ? 'filter.start' : 'filter.wrong')}>
      {query === '' ? t('filter.startHint') : t(`filter.${filter.fault}`, { word: filter.word })}
    </EmptyState>
  )
}
