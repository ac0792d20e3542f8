import Link from 'next/link'
import styles from './shell.module.css'

/** The pages to go to from everywhere, in this order. The home page is behind the name of the app. */
const pages = [{ path: '/account', name: 'Account' }] as const

export type PagePath = '/' | (typeof pages)[number]['path']

/** @param current the page that is shown */
export function Navigation({ current }: { current: PagePath }) {
  return pages.map(({ path, name }) => (
    <Link key={path} href={path} className={styles.link} aria-current={current === path ? 'page' : undefined}>
      {name}
    </Link>
  ))
}
