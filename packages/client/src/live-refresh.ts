import type { QueryClient } from '@tanstack/react-query'
import type { ApiClient } from './api-client.js'
import { rememberOwnWrites } from './own-writes.js'
import { OwnlistError } from './ownlist-error.js'
import { isVisible, onVisibility } from './visibility.js'

/** Loads what has changed. Dispose of it to stop. */
export interface Refresher extends Disposable {
  /**
   * Announces that something may have changed. It may be called as often as there are events.
   * @param seq the number of the latest action, if it is known
   */
  changed(seq?: number): void
}

/**
 * The minimum time between two refreshes, in milliseconds, so that an import of a thousand rows does not load the page a
 * thousand times.
 */
const pauseMs = 500
/** The wait before another attempt, in milliseconds. */
const againMs = 5_000

/**
 * Invalidates the queries of the kinds of rows that have changed, such as all of `note`. Changes made by this page are
 * already in its cache, so they are ignored. A hidden page waits until it is visible.
 */
export function createRefresher(client: Pick<ApiClient, 'sync'>, queryClient: QueryClient): Refresher {
  const own = rememberOwnWrites(queryClient)
  let since: number | null = null
  let newest: number | null = null
  let wanted = false
  let running = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function changed(seq?: number): void {
    newest = seq ?? newest
    wanted = true
    if (!running && !stopped && isVisible()) void run()
  }

  async function run(): Promise<void> {
    running = true
    wanted = false
    clearTimeout(timer)
    let waitMs = pauseMs
    try {
      await refresh()
    } catch (error) {
      wanted = true
      if (error instanceof OwnlistError && error.reason === 'LOG_TRIMMED') [since, newest] = [null, null]
      else waitMs = againMs
    }
    timer = setTimeout(() => {
      running = false
      if (wanted) changed()
    }, waitMs)
  }

  async function refresh(): Promise<void> {
    if (since === null) {
      since = newest ?? (await client.sync.changes.query({ since: null })).seq
      await own.settled()
      if (stopped) return
      // Data that was loaded before that number was read may be older.
      return await queryClient.invalidateQueries()
    }
    const { seq, changes } = await readChanges(client, since)
    await own.settled()
    if (stopped) return
    const kinds = new Set(changes.filter((change) => !own.has(change)).map(({ kind }) => routerOf(kind)))
    since = seq
    await Promise.all([...kinds].map((kind) => queryClient.invalidateQueries({ queryKey: [[kind]] })))
  }

  const endVisibility = onVisibility(() => isVisible() && changed())
  return {
    changed,
    [Symbol.dispose]() {
      stopped = true
      clearTimeout(timer)
      own[Symbol.dispose]()
      endVisibility()
    },
  }
}

interface RowVersion {
  readonly kind: string
  readonly id: string
  readonly version: number
}

async function readChanges({ sync }: Pick<ApiClient, 'sync'>, since: number) {
  const first = await sync.changes.query({ since })
  const changes: RowVersion[] = [...first.changes]
  let { seq, cursor } = first
  while (cursor !== null) {
    const page = await sync.changes.query({ since, cursor })
    changes.push(...page.changes)
    seq = page.seq
    cursor = page.cursor
  }
  return { seq, changes }
}

/** The router of a kind is named after the kind: `feed_item` is `feedItem`. */
const routerOf = (kind: string): string => kind.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
