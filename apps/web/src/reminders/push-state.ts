// domain: tasks

/** Whether notifications are possible here: the browser's permission, or the reason why it has none. */
export type PushState = 'unsupported' | 'unavailable' | NotificationPermission

/** @param publicKey the server's public key; null if the server sends no reminders */
export function pushStateOf(publicKey: string | null): PushState {
  if (publicKey === null) return 'unavailable'
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported'
  return Notification.permission
}

/** The subscription of this browser; null if it has none. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration()
  return (await registration?.pushManager?.getSubscription()) ?? null
}

/**
 * Asks for permission if necessary, and subscribes this browser.
 * @throws {DOMException} if the person or the browser refuses
 */
export async function subscribe(publicKey: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready
  const before = await pushManager.getSubscription()
  // A subscription for another key does not work with this one.
  if (before !== null && !isFor(before, publicKey)) await before.unsubscribe()
  return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

const isFor = ({ options: { applicationServerKey } }: PushSubscription, publicKey: string): boolean =>
  applicationServerKey !== null && toBase64Url(new Uint8Array(applicationServerKey)) === publicKey

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
