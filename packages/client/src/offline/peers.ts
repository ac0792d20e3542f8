import type { Written } from './store.js'
import type { SyncStatus } from './sync-status.js'

/** The messages between tabs with the same data. */
export type PeerMessage =
  | { readonly name: 'written'; readonly written: Written }
  | { readonly name: 'status'; readonly status: SyncStatus }

export interface Peers {
  tell(message: PeerMessage): void
  close(): void
}

/** The other tabs, through a BroadcastChannel. Without one, a tab reads the writes of other tabs when it synchronizes next. */
export function createPeers(name: string, onMessage: (message: PeerMessage) => void): Peers {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<PeerMessage>) => onMessage(data)
  let isOpen = true
  return {
    tell(message) {
      if (isOpen) channel.postMessage(message)
    },
    close() {
      isOpen = false
      channel.close()
    },
  }
}
