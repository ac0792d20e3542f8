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
  /** The kinds of rows to store on this device, by their names in the change log. */
  readonly kinds: Kinds
  /** Distinguishes apps of the same origin; `ownlist` by default. */
  readonly name?: string
  /** How often to check for changes that were not announced, in milliseconds; a minute by default. */
  readonly pollMs?: number
}

const rules: OptionRules<Omit<OfflineOptions<RowKinds>, keyof ApiClientOptions>> = {
  userId: text,
  kinds: ['an object of functions', isRecord],
  name: optional(text),
  pollMs: optional(milliseconds),
}

/**
 * Opens one person's data on this device, and synchronizes it with the API: it reads changes from there, and sends changes
 * made here, even if the page was closed in between. Several tabs may open it at the same time.
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
