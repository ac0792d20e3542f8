import { useEffect, useState } from 'react'
import { useSession } from '../session-provider'
import { keptDrafts } from './kept'

/** Text that is being written, which outlasts a reload. */
export interface Draft {
  /** Null while nothing is being written. */
  readonly text: string | null
  edit(text: string): void
  /** Shows it no longer, but keeps it: it is on its way. */
  close(): void
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
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    const before = kept.read(name)
    // It has arrived, though this page was gone by then.
    if (before?.trim() === saved.trim()) kept.remove(name)
    else if (before !== null) setText((typed) => typed ?? before)
  }, [name])
  return {
    text,
    edit(typed) {
      setText(typed)
      kept.write(name, typed)
    },
    close: () => setText(null),
    settle(done) {
      setText((typed) => (typed === done ? null : typed))
      if (kept.read(name) === done) kept.remove(name)
    },
    drop() {
      setText(null)
      kept.remove(name)
    },
  }
}

/** Whether a field has text that was kept. False until the page runs in the browser, which keeps it. */
export function useHasDraft(name: string): boolean {
  const owner = useSession().owner()
  const [has, setHas] = useState(false)
  useEffect(() => setHas(keptDrafts(owner).read(name) !== null), [owner, name])
  return has
}
