'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from './page.module.css'

interface LoadMoreProps {
  readonly busy: boolean
  /** The error message if the last attempt failed, or else null. */
  readonly fault: string | null
  readonly onLoad: () => void
}

/**
 * Loads the next page when it scrolls into view. The button is for people who do not scroll, and for a retry after a
 * failure.
 */
export function LoadMore({ busy, fault, onLoad }: LoadMoreProps) {
  const t = useTranslations('shell')
  const failed = fault !== null
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (place === null || busy || failed) return
    // Several entries can arrive together. The last one has the current state.
    const look = (entries: readonly IntersectionObserverEntry[]) => entries.at(-1)?.isIntersecting && onLoad()
    const observer = new IntersectionObserver(look, { rootMargin: '200px' })
    observer.observe(place)
    return () => observer.disconnect()
  }, [place, busy, failed, onLoad])
  return (
    <div ref={setPlace} className={styles.more}>
      {failed ? <p role="alert">{fault}</p> : null}
      <Button busy={busy} onClick={onLoad}>
        {t('loadMore')}
      </Button>
    </div>
  )
}
