// domain: tasks
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from '../shell/page.module.css'

const pages = ['settings', 'account', 'notifications', 'apps', 'calendar', 'import', 'export'] as const

/** Scrolls only the links, where `scrollIntoView` would scroll the page, too: away from where somebody reads or presses. */
function showCurrent(links: HTMLElement): void {
  const shown = links.getBoundingClientRect()
  const current = links.querySelector('[aria-current]')?.getBoundingClientRect() ?? shown
  links.scrollBy({ left: current.x + current.width / 2 - (shown.x + shown.width / 2) })
}

/** Links to the settings pages. The current one is marked, and scrolled into view where not all of them fit. */
export function SettingsNav() {
  const t = useTranslations('settings')
  const current = usePathname()
  const links = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const show = () => links.current !== null && showCurrent(links.current)
    show()
    addEventListener('resize', show)
    return () => removeEventListener('resize', show)
  }, [current])
  return (
    <nav className={styles.nav} aria-label={t('label')}>
      <ul ref={links}>
        {pages.map((page) => (
          <li key={page}>
            {/* No prefetch, because few people open more than one of them. */}
            <Link href={`/${page}`} prefetch={false} aria-current={current === `/${page}` ? 'page' : undefined}>
              {t(`pages.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
