'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { PageIcon } from './page-icon'
import styles from './side.module.css'

/** The pages that are reachable from everywhere, in this order. The home page is linked from the app's name. */
const pages = [
  // domain: entry
  // domain: tasks {
  { path: '/trash', text: 'shell.pages.trash' },
  { path: '/history', text: 'shell.pages.history' },
  { path: '/statistics', text: 'shell.pages.statistics' },
  { path: '/settings', text: 'shell.pages.settings' },
  // domain: tasks }
  { path: '/account', text: 'shell.account' },
] as const

/** Links to the pages. The current one is marked. */
export function Navigation() {
  const t = useTranslations()
  const current = usePathname()
  return (
    <nav aria-label={t('shell.main')}>
      <ul>
        {pages.map(({ path, text }) => (
          <li key={path}>
            {/* No prefetch: few people open more than one of them, and each prefetch is a request. */}
            <Link
              href={path}
              prefetch={false}
              className={styles.page}
              aria-current={current === path ? 'page' : undefined}
            >
              <PageIcon path={path} />
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
