// domain: tasks
'use client'

import { CalendarDays, CheckCheck, Inbox, type LucideIcon, Search, Sun } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterLinks } from '../filters/filter-links'
import { LabelLinks } from '../labels/label-links'
import { ListLinks } from '../lists/list-links'
import { useWasLoaded } from '../replica/use-was-loaded'
import { countTasks } from './counts'
import { SidebarLink } from './sidebar-link'
import type { TaskData } from './task-data'

interface SidebarProps {
  readonly data: TaskData
  /** The address of the current view. */
  readonly path: string
}

/** The views that everybody has, in order. */
const places = [
  { name: 'inbox', path: '/', icon: Inbox },
  { name: 'today', path: '/today', icon: Sun },
  { name: 'upcoming', path: '/upcoming', icon: CalendarDays },
  { name: 'search', path: '/search', icon: Search },
  { name: 'done', path: '/done', icon: CheckCheck },
] as const satisfies readonly { name: string; path: string; icon: LucideIcon }[]

/** The links to all views, with their numbers of tasks. */
export function SidebarLinks({ data, path }: SidebarProps) {
  const wasLoaded = useWasLoaded()
  // During the first load of this device, the numbers are unknown.
  const counts = useMemo(() => countTasks(wasLoaded ? data : { ...data, tasks: [] }), [data, wasLoaded])
  return (
    <>
      <PlaceLinks path={path} counts={{ inbox: counts.inbox, today: counts.today }} />
      <ListLinks lists={data.lists} counts={counts.lists} path={path} />
      <LabelLinks labels={data.labels} counts={counts.labels} path={path} />
      <FilterLinks filters={data.filters} counts={counts.filters} path={path} />
    </>
  )
}

interface PlaceLinksProps {
  readonly path: string
  readonly counts: { readonly [Name in (typeof places)[number]['name']]?: number }
}

/** The links to the views that everybody has. */
export function PlaceLinks({ path, counts }: PlaceLinksProps) {
  const t = useTranslations('views')
  return (
    <nav aria-label={t('label')}>
      <ul>
        {places.map(({ name, path: to, icon: Icon }) => (
          <SidebarLink
            key={name}
            path={path}
            to={to}
            count={counts[name] ?? 0}
            icon={<Icon size={18} aria-hidden="true" />}
          >
            {t(name)}
          </SidebarLink>
        ))}
      </ul>
    </nav>
  )
}
