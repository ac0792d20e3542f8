/** What a person has written and no server has yet. It outlasts a reload, and is forgotten when they sign out. */
export interface Kept {
  read(name: string): string | null
  /** Empty text is not kept. */
  write(name: string, text: string): void
  remove(name: string): void
  /** The texts whose name begins so. */
  all(beginning: string): string[]
}

const prefix = 'ownlist kept '

/** One person's, by their user id: nobody else who uses this browser is shown it. */
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

/** Half-typed text: this tab's alone, since another tab may be writing something else into the same field. */
export const keptDrafts = (owner: string | null): Kept => keptIn(() => sessionStorage, owner)

/** What is on its way to the API: of all tabs, as the tab may be closed before it has arrived. */
export const keptUnsent = (owner: string | null): Kept => keptIn(() => localStorage, owner)

/** Forgets what this browser keeps of anybody. Drafts of other tabs are theirs to forget. */
export function forgetKept(): void {
  attempt(() => {
    for (const storage of [sessionStorage, localStorage]) {
      for (const key of Object.keys(storage).filter((name) => name.startsWith(prefix))) storage.removeItem(key)
    }
  })
}

/** A browser may have no storage to give, or no room in it. Then nothing is kept, and all else works. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
