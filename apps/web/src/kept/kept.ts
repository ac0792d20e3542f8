/**
 * Text that a user has written and that no server has yet. It survives a reload, and is deleted when the user signs
 * out.
 */
export interface Kept {
  read(name: string): string | null
  /** Empty text is not stored. */
  write(name: string, text: string): void
  remove(name: string): void
  /** The texts whose name starts with this prefix. */
  all(beginning: string): string[]
}

const prefix = 'ownlist kept '

/** The storage of one user, by user id: nobody else who uses this browser sees it. */
const keptIn = (storage: () => Storage, owner: string | null): Kept => {
  const keyOf = (name: string) => `${prefix}${owner} ${name}`
  return {
    read: (name) => attempt(() => storage().getItem(keyOf(name))) ?? null,
    write: (name, text) =>
      void attempt(() => (text === '' ? storage().removeItem(keyOf(name)) : storage().setItem(keyOf(name), text))),
    remove: (name) => void attempt(() => storage().removeItem(keyOf(name))),
    all: (beginning) =>
      attempt(() =>
        Object.entries(storage())
          .filter(([key]) => key.startsWith(keyOf(beginning)))
          .map(([, text]): string => text),
      ) ?? [],
  }
}

/** Drafts. They belong to this tab only, since another tab may be editing the same field. */
export const keptDrafts = (owner: string | null): Kept => keptIn(() => sessionStorage, owner)

/**
 * Changes that are being sent to the API. They belong to all tabs, as the tab may be closed before they arrive. A page
 * that is being closed removes nothing: the next page may have been rendered before the change arrived, and finds out
 * by sending it again.
 */
export function keptUnsent(owner: string | null): Kept {
  const kept = keptIn(() => localStorage, owner)
  return {
    ...kept,
    remove: (name) => (isLeaving ? void setTimeout(() => kept.remove(name), leavingMs) : kept.remove(name)),
  }
}

/** A page that is still open after this time was not closed after all. */
const leavingMs = 10_000
let isLeaving = false

/** For the window's `beforeunload`. */
export function onLeaving(): void {
  isLeaving = true
  setTimeout(() => {
    isLeaving = false
  }, leavingMs)
}

/** How many rows and changes of this user the API has not confirmed. */
export const countUnsent = (owner: string | null): number => keptUnsent(owner).all('').length

/** Deletes what this browser stores for one user. Drafts in other tabs are deleted by those tabs. */
export function forgetKept(owner: string | null): void {
  attempt(() => {
    for (const storage of [sessionStorage, localStorage]) {
      const theirs = Object.keys(storage).filter((name) => name.startsWith(`${prefix}${owner} `))
      for (const key of theirs) storage.removeItem(key)
    }
  })
}

/** A browser may have no storage, or no space left. Then nothing is stored, and everything else works. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
