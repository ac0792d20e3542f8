// domain: tasks
'use client'

import { api } from '@ownlist/client/react'
import { ChartColumn } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useListTitles } from '../lists/use-list-titles'
import { usePersonal } from '../preferences/personal'
import { EmptyState, ListFault, ListSkeleton } from '../rows/list-states'
import { clockAt } from '../views/clock'
import { BarChart, BarList } from './bar-chart'
import { byDay, byWeek, daysAsked, type Statistics } from './counts'
import { Figures } from './figures'

/** What a person has completed, and what is overdue. */
export function StatisticsView() {
  const t = useTranslations('statistics')
  const { zone } = usePersonal()
  const { data, error, refetch } = api.task.statistics.useQuery({ days: daysAsked, zone })
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('loading')} />
  return (
    <>
      {data.done === 0 ? <NothingDone /> : <Done statistics={data} />}
      <Overdue statistics={data} />
    </>
  )
}

function NothingDone() {
  const t = useTranslations('statistics')
  return (
    <EmptyState icon={ChartColumn} title={t('nothing')}>
      {t('nothingHint')}
      <br />
      <Link href="/">{t('toTasks')}</Link>
    </EmptyState>
  )
}

function Done({ statistics }: { statistics: Statistics }) {
  const t = useTranslations('statistics')
  const format = useFormatter()
  const { today, weekStart } = clockAt(Date.now(), usePersonal())
  const dayName = (day: string) => format.dateTime(new Date(`${day}T00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  const { hour, day, week, month, longer } = statistics.times
  return (
    <>
      <Figures statistics={statistics} />
      <BarChart
        title={t('byDay')}
        of={t('day')}
        bars={byDay(statistics, today).map(({ day, done }) => ({ key: day, label: dayName(day), value: done }))}
      />
      <BarChart
        title={t('byWeek')}
        of={t('week')}
        bars={byWeek(statistics, today, weekStart).map(({ day, done }) => ({
          key: day,
          label: t('weekFrom', { day: dayName(day) }),
          value: done,
        }))}
      />
      <BarList
        title={t('times')}
        of={t('took')}
        bars={Object.entries({ hour, day, week, month, longer }).map(([key, value]) => ({
          key,
          label: t(`buckets.${key as keyof Statistics['times']}`),
          value,
        }))}
      />
    </>
  )
}

function Overdue({ statistics: { overdue } }: { statistics: Statistics }) {
  const t = useTranslations('statistics')
  const titles = useListTitles()
  if (overdue.length === 0) return <p>{t('noneOverdue')}</p>
  return (
    <BarList
      title={t('overdueByList')}
      of={t('list')}
      bars={overdue.map(({ listId, overdue: value }) => ({
        key: listId ?? '',
        label: listId === null ? t('noList') : (titles.get(listId) ?? t('otherList')),
        value,
      }))}
    />
  )
}
