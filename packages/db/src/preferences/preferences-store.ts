import { type Action, asAction } from '../changes/action.js'
import type { Connections } from '../connections.js'
import type { EraseRows, UnloggedDomain } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { asOwner, type OwnerTransaction } from '../owner-scope.js'
import { wakeReminders } from '../push/wake-reminders.js'
import { found } from '../rows.js'
import type { Language, Preferences, PreferencesStore } from './preferences.js'

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
const createPreferencesStore = (connections: Connections): PreferencesStore => ({
  get: (owner) => asOwner(connections, owner, readPreferences),
  update: (owner, changes) => asAction(connections, owner, (action) => updatePreferences(action, changes)),
})

/** Permanently removes the preferences of the owner. The lists are removed later, because one of them may be the default list. */
const erasePreferences: EraseRows = async ({ db, userId }) =>
  (await db.preference.deleteMany({ where: { userId } })).count

export const preferencesDomain: UnloggedDomain<PreferencesStore> = {
  createStore: createPreferencesStore,
  eraseRows: erasePreferences,
}

const none: Preferences = { timeZone: null, language: null, weekStart: null, defaultListId: null }

async function readPreferences({ db, userId }: OwnerTransaction): Promise<Preferences> {
  const row = await db.preference.findFirst({ where: { userId } })
  if (row === null) return none
  const { timeZone, language, weekStart, defaultListId } = row
  // A CHECK of the table allows only these languages.
  return { timeZone, language: language as Language | null, weekStart, defaultListId }
}

async function updatePreferences(action: Action, changes: Partial<Preferences>): Promise<Preferences> {
  const { db, userId } = action
  const { defaultListId = null } = changes
  await refuseErased(action)
  if (defaultListId !== null) {
    found(await db.list.findFirst({ where: { userId, id: defaultListId, deletedAt: null } }), 'list')
  }
  const data = { ...changes, updatedAt: new Date() }
  await db.preference.upsert({ where: { userId }, create: { userId, ...data }, update: data })
  if (changes.timeZone !== undefined) await wakeReminders(action)
  return await readPreferences(action)
}
