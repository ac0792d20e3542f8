// domain: tasks
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from '../shell/page.module.css'

const pages = ['settings', 'account', 'notifications', 'apps', 'calendar', 'import', 'export'] as const

/** Links to the settings pages. The current one is marked, and scrolled into view where not all of them fit. */
export function SettingsNav() {
  const t = useTranslations('settings')
  const current = usePathname()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const show = () =>
      nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
    show()
    addEventListener('resize', show)
    return () => removeEventListener('resize', show)
  }, [current])
  return (
    <nav ref={nav} className={styles.nav} aria-label={t('label')}>
      <ul>
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
