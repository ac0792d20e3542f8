'use client'

import { Sprout } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '../rows/list-states'
import styles from '../rows/rows.module.css'

/** The home page, until there is something to show on it. */
export function HomePage() {
  const t = useTranslations('kept')
  return (
    <div className={styles.page}>
      <h1>{t('title')}</h1>
      <EmptyState icon={Sprout} title={t('empty')}>
        {t.rich('emptyHint', { code: (words) => <code>{words}</code> })}
      </EmptyState>
    </div>
  )
}
