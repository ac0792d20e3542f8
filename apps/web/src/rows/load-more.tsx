'use client'

import { useEffect, useState } from 'react'
import { Button } from '../forms/button'
import styles from './rows.module.css'

interface LoadMoreProps {
  /** The name for the rows in the interface, such as `notes`. */
  readonly rows: string
  readonly busy: boolean
  readonly failed: boolean
  readonly onLoad: () => void
}

/**
 * Loads the next page when it scrolls into view. The button is for users who do not scroll, and for a retry after a
 * failure.
 */
export function LoadMore({ rows, busy, failed, onLoad }: LoadMoreProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (place === null || busy || failed) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onLoad(), { rootMargin: '200px' })
    observer.observe(place)
    return () => observer.disconnect()
  }, [place, busy, failed, onLoad])
  return (
    <div ref={setPlace} className={styles.more}>
      {failed ? <p role="alert">More {rows} could not be loaded.</p> : null}
      <Button busy={busy} onClick={onLoad}>
        Load more
      </Button>
    </div>
  )
}
