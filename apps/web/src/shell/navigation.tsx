'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import styles from './shell.module.css'

/** The pages to go to from everywhere, in this order. The home page is behind the name of the app. */
const pages = [
  // domain: entry
  { path: '/account', name: 'Account' },
] as const

/** Links to the pages; the one that is shown is marked. */
export function Navigation() {
  const current = usePathname()
  return pages.map(({ path, name }) => (
    <Link key={path} href={path} className={styles.link} aria-current={current === path ? 'page' : undefined}>
      {name}
    </Link>
  ))
}
