// domain: tasks
'use client'

import { CalendarDays, CheckCheck, Inbox, type LucideIcon, Search, Sun } from 'lucide-react'
import { type RefObject, useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterLinks } from '../filters/filter-links'
import { LabelLinks } from '../labels/label-links'
import { ListLinks } from '../lists/list-links'
import { countTasks } from './counts'
import { SearchBar } from './search-bar'
import styles from './sidebar.module.css'
import { SidebarLink } from './sidebar-link'
import type { TaskData } from './task-data'

interface SidebarProps {
  readonly data: TaskData
  /** The address of the current view. */
  readonly path: string
  /** Something was chosen. */
  readonly onGo?: () => void
}

/** The views that everybody has, in this order. */
const places = [
  { name: 'inbox', path: '/', icon: Inbox },
  { name: 'today', path: '/today', icon: Sun },
  { name: 'upcoming', path: '/upcoming', icon: CalendarDays },
  { name: 'search', path: '/search', icon: Search },
  { name: 'done', path: '/done', icon: CheckCheck },
] as const satisfies readonly { name: string; path: string; icon: LucideIcon }[]

/** The way to every view, with the number of tasks in it. */
export function SidebarLinks({ data, path, onGo }: SidebarProps) {
  const t = useTranslations('views')
  const counts = useMemo(() => countTasks(data), [data])
  const countOf: Partial<Record<string, number>> = { inbox: counts.inbox, today: counts.today }
  const link = { path, ...(onGo === undefined ? {} : { onGo }) }
  return (
    <>
      <nav aria-label={t('label')}>
        <ul className={styles.links}>
          {places.map(({ name, path: to, icon: Icon }) => (
            <SidebarLink
              key={name}
              {...link}
              to={to}
              count={countOf[name] ?? 0}
              icon={<Icon size={18} aria-hidden="true" />}
            >
              {t(name)}
            </SidebarLink>
          ))}
        </ul>
      </nav>
      <ListLinks lists={data.lists} counts={counts.lists} {...link} />
      <LabelLinks labels={data.labels} counts={counts.labels} {...link} />
      <FilterLinks filters={data.filters} counts={counts.filters} {...link} />
    </>
  )
}

interface SidebarWithSearchProps extends SidebarProps {
  /** What is searched for. */
  readonly query: string
  readonly search: RefObject<HTMLInputElement | null>
}

/** The sidebar of wide screens, with the search. On narrow ones it is a drawer. */
export const Sidebar = ({ query, search, ...props }: SidebarWithSearchProps) => (
  <div className={styles.sidebar}>
    <SearchBar query={query} inputRef={search} />
    <SidebarLinks {...props} />
  </div>
)
