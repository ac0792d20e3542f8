import { createApiClient } from '../api-client.js'
import { type ApiClientOptions, sourceOf } from '../api-links.js'
import { checkOptions, isRecord, milliseconds, type OptionRules, optional, text } from '../options.js'
import { connect } from './connection.js'
import type { Offline } from './offline-data.js'
import { personTokens } from './person-tokens.js'
import { replicaOf } from './replica.js'
import type { RowKinds } from './row-kind.js'

export interface OfflineOptions<Kinds extends RowKinds> extends ApiClientOptions {
  /** Whose data it is: the `sub` of this person's tokens. A token of somebody else is never sent. */
  readonly userId: string
  /** What is kept on this device, by the names of the change log. */
  readonly kinds: Kinds
  /** Distinguishes apps of the same origin; `ownlist` by default. */
  readonly name?: string
  /** How often to look for changes that no event has announced, in milliseconds; a minute by default. */
  readonly pollMs?: number
}

const rules: OptionRules<Omit<OfflineOptions<RowKinds>, keyof ApiClientOptions>> = {
  userId: text,
  kinds: ['an object of functions', isRecord],
  name: optional(text),
  pollMs: optional(milliseconds),
}

/**
 * Opens the data of one person on this device, and keeps it the same as at the API: it reads what has changed, and sends
 * what was changed here, also after the page was closed in between. Every tab may open it at the same time.
 * @throws {OfflineStorageError} whose message says what to do
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export async function openOffline<const Kinds extends RowKinds>(
  options: OfflineOptions<Kinds>,
): Promise<Offline<Kinds>> {
  const { userId, kinds, name = 'ownlist', pollMs = 60_000, ...apiOptions } = options
  checkOptions({ userId, kinds, name, pollMs }, rules)
  const api = createApiClient({ ...apiOptions, token: personTokens(sourceOf(apiOptions.token), userId) })
  return replicaOf<Kinds>(await connect({ api, kinds, name: `${name} offline ${userId}`, pollMs }))
}
