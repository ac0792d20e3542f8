import { useEffect, useLayoutEffect, useState } from 'react'
import { useSession } from '../session-provider'
import { type DraftText, isSameText, readDraft, writeDraft } from './draft-text'
import { keptDrafts } from './kept'

/** Text that is being written. It survives a reload. */
export interface Draft {
  /** Null while nothing is being written. */
  readonly text: string | null
  /**
   * The field's new value if it was changed elsewhere since the text was begun. Null if it was not, or if the user
   * knows about it.
   */
  readonly elsewhere: string | null
  edit(text: string): void
  /** The text is being saved, so the next value of the field is the user's own. */
  sending(text: string): void
  /** Hides the text but keeps it stored, because it is being sent. */
  close(): void
  /** The text was not saved. Shows it again, unless the user has typed more in the meantime. */
  reopen(text: string): void
  /** The text was saved. If the user has typed more in the meantime, that stays. */
  settle(text: string): void
  /** The user has discarded the text. */
  drop(): void
}

/**
 * @param name of the field, unique among all fields that a user can write into
 * @param saved the value of the field when nothing is being written
 */
export function useDraft(name: string, saved: string): Draft {
  const kept = keptDrafts(useSession().owner())
  const [draft, setDraft] = useState<DraftText | null>(null)
  const [isRestored, setRestored] = useState(false)

  // This runs before the person can type more.
  useLayoutEffect(() => {
    const before = readDraft(kept, name)
    if (before === null) return
    // The text has arrived, but this page was closed before that.
    if (isSameText(before.text, saved)) return kept.remove(name)
    setDraft((typed) => typed ?? before)
    setRestored(true)
  }, [name])
  // It is sent again as a stored change.
  const isSent = isRestored && draft !== null && isSameText(draft.text, saved)
  useEffect(() => {
    if (isSent) drop()
  }, [isSent])

  function write(next: DraftText) {
    setDraft(next)
    writeDraft(kept, name, next)
  }
  function drop() {
    setDraft(null)
    kept.remove(name)
  }
  const known = () => draft?.known ?? readDraft(kept, name)?.known ?? [saved]
  const isKnown = draft === null || [draft.text, ...draft.known].some((text) => isSameText(text, saved))
  return {
    text: draft?.text ?? null,
    elsewhere: isKnown ? null : saved,
    edit(text) {
      setRestored(false)
      write({ text, known: known() })
    },
    sending: (text) => write({ text, known: [...known(), saved, text] }),
    close: () => setDraft(null),
    reopen(text) {
      const before = readDraft(kept, name)
      if (before?.text === text) setDraft((typed) => typed ?? before)
    },
    settle(text) {
      setDraft((typed) => (typed?.text === text ? null : typed))
      if (readDraft(kept, name)?.text === text) kept.remove(name)
    },
    drop,
  }
}

/** Whether a stored text differs from the field. False until the page runs in the browser, which holds the storage. */
export function useHasDraft(name: string, saved: string): boolean {
  const owner = useSession().owner()
  const [has, setHas] = useState(false)
  useEffect(() => {
    const before = readDraft(keptDrafts(owner), name)
    setHas(before !== null && !isSameText(before.text, saved))
  }, [owner, name])
  return has
}
