'use client'

import { useTranslations } from 'use-intl/react'
import styles from './rows.module.css'
import { longestTitle } from './title-length'

interface TitleFaultProps {
  /** For `aria-describedby` of the field. */
  readonly id: string
  /** How many characters the title has too many. */
  readonly excess: number
  /** Whether the row has notes, which take what the title cannot. */
  readonly hasNotes?: boolean
}

/** Says that a title is too long, and what to do. Nothing while it fits. */
export function TitleFault({ id, excess, hasNotes = false }: TitleFaultProps) {
  const t = useTranslations('rows')
  if (excess <= 0) return null
  return (
    <p id={id} className={styles.fault} role="alert">
      {t('longTitle', { most: longestTitle, excess })} {hasNotes ? t('restIntoNotes') : null}
    </p>
  )
}
