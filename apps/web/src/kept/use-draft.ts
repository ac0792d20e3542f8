import { useEffect, useState } from 'react'
import { useSession } from '../session-provider'
import { type DraftText, isSameText, readDraft, writeDraft } from './draft-text'
import { keptDrafts } from './kept'

/** Text that is being written, which outlasts a reload. */
export interface Draft {
  /** Null while nothing is being written. */
  readonly text: string | null
  /** What the field has been changed to elsewhere since the text was begun. Null if it has not, or if the person knows. */
  readonly elsewhere: string | null
  edit(text: string): void
  /** The text is being saved, so what the field has next is the person's own. */
  sending(text: string): void
  /** Shows it no longer, but keeps it: it is on its way. */
  close(): void
  /** This text was not saved: shows it again, unless more has been typed meanwhile. */
  reopen(text: string): void
  /** This text has been saved. If more has been typed meanwhile, that stays. */
  settle(text: string): void
  /** The person has given it up. */
  drop(): void
}

/**
 * @param name of the field, unique among all that a person may write into
 * @param saved what the field has when nothing is being written
 */
export function useDraft(name: string, saved: string): Draft {
  const kept = keptDrafts(useSession().owner())
  const [draft, setDraft] = useState<DraftText | null>(null)
  const [isRestored, setRestored] = useState(false)

  useEffect(() => {
    const before = readDraft(kept, name)
    if (before === null) return
    // It has arrived, though this page was gone by then.
    if (isSameText(before.text, saved)) return kept.remove(name)
    setDraft((typed) => typed ?? before)
    setRestored(true)
  }, [name])
  // It is sent again, as a change that was kept.
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

/** Whether text was kept that differs from what the field has. False until the page runs in the browser, which keeps it. */
export function useHasDraft(name: string, saved: string): boolean {
  const owner = useSession().owner()
  const [has, setHas] = useState(false)
  useEffect(() => {
    const before = readDraft(keptDrafts(owner), name)
    setHas(before !== null && !isSameText(before.text, saved))
  }, [owner, name])
  return has
}
