import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ApiClient } from './api-client.js'
import { createRefresher } from './live-refresh.js'
import { type Open, shareAmongTabs } from './live-tabs.js'
import { whileVisible } from './visibility.js'

/** How long to wait for the first event, in milliseconds. */
const firstEventMs = 1_000

export interface LiveOptions {
  /** Whether to follow the changes; true by default. */
  readonly enabled?: boolean | undefined
  /**
   * All tabs with the same name share one stream. Use the user’s id, for example. It must not be the same for two users, or
   * for two tokens with different scopes. By default each tab has its own stream.
   */
  readonly sharedAs?: string | undefined
}

/**
 * Keeps the cached queries of a client up to date.
 * @param client the client of the hooks: `api.useUtils().client`
 */
export function useLiveWith(client: ApiClient, { enabled = true, sharedAs }: LiveOptions): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!enabled) return
    const refresher = createRefresher(client, queryClient)
    // Another tab that has the stream sends nothing until something changes.
    const late = setTimeout(refresher.changed, firstEventMs)
    const onEvent = (seq: number) => {
      clearTimeout(late)
      refresher.changed(seq)
    }
    const open: Open = (tell) => {
      const onData = ({ data }: { readonly data: { readonly seq: number } }) => tell(data.seq)
      const subscription = client.sync.live.subscribe({}, { onData, onError: () => undefined })
      return () => subscription.unsubscribe()
    }
    // A hidden page needs no stream. A phone would suspend the page, and with it the stream of all tabs.
    const stop = whileVisible(() =>
      sharedAs === undefined ? open(onEvent) : shareAmongTabs(`ownlist ${sharedAs}`, open, onEvent),
    )
    return () => {
      clearTimeout(late)
      stop()
      refresher[Symbol.dispose]()
    }
  }, [client, queryClient, enabled, sharedAs])
}
