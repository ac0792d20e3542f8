import type { OwnerScope } from '../owner-scope.js'

/** The languages of the interface. */
export type Language = 'en' | 'de' | 'ar'

/** What a person has chosen for all devices. Null means that the device decides. */
export interface Preferences {
  /** As in the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string | null
  readonly language: Language | null
  /** The first day of the week: 1 for Monday to 7 for Sunday, as in ISO 8601. */
  readonly weekStart: number | null
  /** The list for new tasks that name none. Ignore it if there is no such list: it may have been deleted. */
  readonly defaultListId: string | null
}

/**
 * The preferences of one owner at a time. A scope that is limited to lists contains none.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface PreferencesStore {
  /** Everything is null for a person who has chosen nothing. */
  get(owner: OwnerScope): Promise<Preferences>
  /**
   * Absent fields stay as they are.
   * @throws `NOT_FOUND` for the default list; `ERASED`.
   */
  update(owner: OwnerScope, changes: Partial<Preferences>): Promise<Preferences>
}
