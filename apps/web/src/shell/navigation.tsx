'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import styles from './shell.module.css'

/** The pages that are reachable from everywhere, in this order. The home page is linked from the app's name. */
const pages = [
  // domain: entry
  // domain: tasks {
  { path: '/history', text: 'shell.pages.history' },
  { path: '/statistics', text: 'shell.pages.statistics' },
  { path: '/settings', text: 'shell.pages.settings' },
  { path: '/trash', text: 'shell.pages.trash' },
  // domain: tasks }
  { path: '/account', text: 'shell.account' },
] as const

/** Links to the pages. The current one is marked. */
export function Navigation() {
  const t = useTranslations()
  const current = usePathname()
  return pages.map(({ path, text }) => (
    // Few people open more than one of them, and each prefetch is a request.
    <Link
      key={path}
      href={path}
      prefetch={false}
      className={styles.link}
      aria-current={current === path ? 'page' : undefined}
    >
      {t(text)}
    </Link>
  ))
}
