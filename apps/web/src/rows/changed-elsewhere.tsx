import { Button } from '../forms/button'
import styles from './rows.module.css'

interface ChangedElsewhereProps {
  /** What the field has now. */
  readonly now: string
  readonly onKeepMine: () => void
  readonly onUseTheirs: () => void
}

const longest = 200

/** Asks which of two texts is to stay: the one that is being written, or the one that came from elsewhere meanwhile. */
export function ChangedElsewhere({ now, onKeepMine, onUseTheirs }: ChangedElsewhereProps) {
  const shown = now.length > longest ? `${now.slice(0, longest)}…` : now
  return (
    <span className={styles.elsewhere}>
      <span role="alert">
        This was changed elsewhere since you began to write.{' '}
        {now === '' ? 'It is empty now.' : `It says now: “${shown}”`}
      </span>
      <Button onClick={onKeepMine}>Keep mine</Button>
      <Button onClick={onUseTheirs}>Use the other</Button>
    </span>
  )
}
