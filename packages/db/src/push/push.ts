// domain: tasks
import type { OwnerScope } from '../owner-scope.js'

/** A browser or an app that shows reminders, without its keys. */
export interface PushSubscription {
  readonly id: string
  /** The host of its push service. */
  readonly service: string
  /** The session that created it; null if its token named none. */
  readonly session: string | null
  readonly createdAt: string
  /** When the browser last confirmed it. */
  readonly renewedAt: string
}

/** The content of a browser's `PushSubscription.toJSON()`, and the time zone of the device. */
export interface NewPushSubscription {
  /** Its id, unless the endpoint already has one. */
  readonly id: string
  /** https, on a public host. */
  readonly endpoint: string
  /** In base64url. */
  readonly p256dh: string
  /** In base64url. */
  readonly auth: string
  /** A name in the IANA database. It is used if the person has chosen no time zone. */
  readonly timeZone: string
  readonly session: string | null
}

/** The subscriptions of one owner at a time. @throws {StoreError} `UNAVAILABLE` from any function */
export interface PushStore {
  /** The VAPID key to subscribe with, in base64url; null if no reminders are sent. */
  readonly publicKey: string | null
  /** Newest first. */
  list(owner: OwnerScope): Promise<PushSubscription[]>
  /**
   * Idempotent: subscribing the same endpoint again updates its keys, its time zone and its session.
   * @throws `QUOTA_EXCEEDED`, `ERASED`
   */
  subscribe(owner: OwnerScope, subscription: NewPushSubscription): Promise<PushSubscription>
  /**
   * Idempotent.
   * @returns how many subscriptions were removed
   */
  unsubscribe(owner: OwnerScope, which: { readonly id: string } | { readonly session: string }): Promise<number>
}
