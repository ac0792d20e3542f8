import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from './rows.module.css'

interface ChangedElsewhereProps {
  /** The current value of the field. */
  readonly now: string
  readonly onKeepMine: () => void
  readonly onUseTheirs: () => void
}

const longest = 200

/** Asks which of two texts to keep: the one being written, or the one that was saved elsewhere in the meantime. */
export function ChangedElsewhere({ now, onKeepMine, onUseTheirs }: ChangedElsewhereProps) {
  const t = useTranslations('rows.elsewhere')
  const shown = now.length > longest ? `${now.slice(0, longest)}…` : now
  return (
    <span className={styles.elsewhere}>
      <span role="alert">{now === '' ? t('empty') : t('now', { text: shown })}</span>
      <Button onClick={onKeepMine}>{t('keepMine')}</Button>
      <Button onClick={onUseTheirs}>{t('useOther')}</Button>
    </span>
  )
}
