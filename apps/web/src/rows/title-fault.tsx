'use client'

import { useTranslations } from 'use-intl/react'
import styles from './rows.module.css'
import { longestTitle } from './title-length'

interface TitleFaultProps {
  /** The id for `aria-describedby` of the field. */
  readonly id: string
  /** By how many characters the title is too long. */
  readonly excess: number
  /** Whether the row has notes, to which the rest of the title can move. */
  readonly hasNotes?: boolean
}

/** Says that a title is too long, and what to do. Renders nothing while the title fits. */
export function TitleFault({ id, excess, hasNotes = false }: TitleFaultProps) {
  const t = useTranslations('rows')
  if (excess <= 0) return null
  return (
    <p id={id} className={styles.fault} role="alert">
      {t('longTitle', { most: longestTitle, excess })} {hasNotes ? t('restIntoNotes') : null}
    </p>
  )
}
