'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import styles from './shell.module.css'

/** The pages that are reachable from everywhere, in this order. The home page is linked from the app's name. */
const pages = [
  // domain: entry
  { path: '/account', name: 'Account' },
] as const

/** Links to the pages. The current one is marked. */
export function Navigation() {
  const current = usePathname()
  return pages.map(({ path, name }) => (
    <Link key={path} href={path} className={styles.link} aria-current={current === path ? 'page' : undefined}>
      {name}
    </Link>
  ))
}
