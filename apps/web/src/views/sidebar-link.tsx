// domain: tasks
'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from './sidebar.module.css'
import { isAppPath } from './task-view'
import { goTo } from './use-view'

interface SidebarLinkProps {
  readonly path: string
  readonly to: string
  readonly count: number
  readonly icon: ReactNode
  readonly children: ReactNode
}

/** A link to a view. It causes no request, because everything is on this device. */
export function SidebarLink({ path, to, count, icon, children }: SidebarLinkProps) {
  const t = useTranslations('tasks')
  return (
    <li className={styles.item}>
      <Link
        href={to}
        prefetch={false}
        className={styles.link}
        aria-current={path === to ? 'page' : undefined}
        onNavigate={(event) => {
          // Outside the app, it is an ordinary link.
          if (!isAppPath(location.pathname)) return
          event.preventDefault()
          goTo(to)
        }}
      >
        {icon}
        <span className={styles.name} dir="auto">
          {children}
        </span>
      </Link>
      {count === 0 ? null : (
        <span className={styles.count}>
          <span aria-hidden="true">{count}</span>
          <span className="visually-hidden">{t('count', { count })}</span>
        </span>
      )}
    </li>
  )
}
