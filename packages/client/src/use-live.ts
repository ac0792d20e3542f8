import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ApiClient } from './api-client.js'
import { createRefresher } from './live-refresh.js'
import { shareAmongTabs } from './live-tabs.js'

export interface LiveOptions {
  /** Whether to follow the changes; true by default. */
  readonly enabled?: boolean
  /**
   * A name under which all tabs share one stream, such as the user’s id. It must not be the same for two users, or for two
   * tokens with different scopes. By default each tab has its own stream.
   */
  readonly sharedAs?: string | null
}

/** Keeps the cached queries of a client up to date. @param client the hooks’ own: `api.useUtils().client` */
export function useLiveWith(client: ApiClient, { enabled = true, sharedAs = null }: LiveOptions): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!enabled) return
    const refresher = createRefresher(client, queryClient)
    const open = (onEvent: () => void) => {
      const options = { onStarted: onEvent, onData: onEvent, onError: () => undefined }
      const subscription = client.sync.live.subscribe({}, options)
      return () => subscription.unsubscribe()
    }
    const stop =
      sharedAs === null ? open(refresher.changed) : shareAmongTabs(`ownlist ${sharedAs}`, open, refresher.changed)
    return () => {
      stop()
      refresher[Symbol.dispose]()
    }
  }, [client, queryClient, enabled, sharedAs])
}
