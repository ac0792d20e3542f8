'use client'

import { useTranslations } from 'use-intl/react'
import { useWasLoaded } from '../replica/use-was-loaded'
import styles from './rows.module.css'

/** How many tasks a group or a column has. Nobody knows before all have arrived on this device. */
export function GroupCount({ count }: { count: number }) {
  const t = useTranslations('tasks')
  if (!useWasLoaded()) return null
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('count', { count })}</span>
    </span>
  )
}
