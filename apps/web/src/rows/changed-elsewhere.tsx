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
  const shown = now.length > longest ? `${now.slice(0, longest)}…` : now
  return (
    <span className={styles.elsewhere}>
      <span role="alert">
        This was changed elsewhere while you were editing it.{' '}
        {now === '' ? 'It is empty now.' : `It now says: “${shown}”`}
      </span>
      <Button onClick={onKeepMine}>Keep mine</Button>
      <Button onClick={onUseTheirs}>Use the other one</Button>
    </span>
  )
}
