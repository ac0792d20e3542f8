import type { ApiClient } from '../api-client.js'
import type { OnEvent } from '../live-tabs.js'

/**
 * Follows the person's changes until it is stopped. The stream itself continues after temporary failures. If it ends
 * permanently, such as by a sign-out, it is tried again from time to time.
 * @returns a function that stops it
 */
export function followLive(api: ApiClient, againMs: number, onEvent: OnEvent): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  let following: { unsubscribe(): void } | undefined
  const follow = () => {
    following = api.sync.live.subscribe(undefined, {
      // Changes before the stream began were not announced.
      onStarted: () => onEvent(latest),
      onData({ data }) {
        latest = data.seq
        onEvent(latest)
      },
      onError() {
        timer = setTimeout(follow, againMs)
      },
    })
  }
  follow()
  return () => {
    clearTimeout(timer)
    following?.unsubscribe()
  }
}
