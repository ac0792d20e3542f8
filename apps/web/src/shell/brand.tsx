'use client'

import { useTranslations } from 'use-intl/react'
import styles from './shell.module.css'

/** The name with its mark. */
export function Brand() {
  const t = useTranslations('shell')
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="9" fill="var(--accent)" />
        <path
          d="M9 16.5l5 5 9-11"
          fill="none"
          stroke="var(--accent-ink)"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {t('name')}
    </span>
  )
}
