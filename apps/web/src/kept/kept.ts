/**
 * What the pages store in this browser for one user, besides the rows: half-typed text, and how views are arranged. It
 * survives a reload, and is deleted when the user signs out.
 */
export interface Kept {
  read(name: string): string | null
  /** Empty text is not stored. */
  write(name: string, text: string): void
  remove(name: string): void
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
  }
}

/** Drafts. They belong to this tab only, since another tab may be editing the same field. */
export const keptDrafts = (owner: string | null): Kept => keptIn(() => sessionStorage, owner)

/** What all tabs of the user share. */
export const keptChoices = (owner: string | null): Kept => keptIn(() => localStorage, owner)

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
