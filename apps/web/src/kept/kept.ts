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

/**
 * What is on its way to the API: of all tabs, as the tab may be closed before it has arrived. A page that is being left removes
 * nothing: the next one may have been rendered before the change arrived, and learns of it by sending it again.
 */
export function keptUnsent(owner: string | null): Kept {
  const kept = keptIn(() => localStorage, owner)
  return {
    ...kept,
    remove: (name) => (isLeaving ? void setTimeout(() => kept.remove(name), leavingMs) : kept.remove(name)),
  }
}

/** A page that is still there after this time has not been left after all. */
const leavingMs = 10_000
let isLeaving = false

/** For the window's `beforeunload`. */
export function onLeaving(): void {
  isLeaving = true
  setTimeout(() => {
    isLeaving = false
  }, leavingMs)
}

/** How many rows and changes of this person have not been confirmed by the API. */
export const countUnsent = (owner: string | null): number => keptUnsent(owner).all('').length

/** Forgets what this browser keeps of one person. Drafts of other tabs are for those tabs to forget. */
export function forgetKept(owner: string | null): void {
  attempt(() => {
    for (const storage of [sessionStorage, localStorage]) {
      const theirs = Object.keys(storage).filter((name) => name.startsWith(`${prefix}${owner} `))
      for (const key of theirs) storage.removeItem(key)
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
