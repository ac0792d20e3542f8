'use client'

import { createContext, type ReactNode, use, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useNotify } from '../shell/notices'

/** What a person did in one go, such as deleting ten rows. */
export interface Action {
  /** What was done, for the person. */
  readonly title: string
  /** Makes the rows as they were before. */
  undo(): Promise<void>
  redo(): Promise<void>
}

interface Undo {
  /** The action was done and can be taken back. */
  did(action: Action): void
  /** Takes back the newest action, whole. */
  undo(): Promise<void>
  /** Does again what was taken back last. */
  redo(): Promise<void>
  /** Takes back this action, if that has not been done yet. */
  take(action: Action): Promise<void>
}

const UndoContext = createContext<Undo | null>(null)

/** @throws {Error} outside of the provider */
export function useUndo(): Undo {
  const undo = use(UndoContext)
  if (undo === null) throw new Error('There is no UndoProvider above this component')
  return undo
}

const most = 100

/**
 * Remembers what was done on this page. Undoing is a change like any other: it needs no network, and a change that was not
 * sent yet is joined with the one that takes it back.
 */
export function UndoProvider({ children }: { children: ReactNode }) {
  const done = useRef<Action[]>([])
  const undone = useRef<Action[]>([])
  const notify = useNotify()
  const t = useTranslations('replica')
  const newest = useRef({ notify, t })
  newest.current = { notify, t }

  const value = useMemo((): Undo => {
    const say = (title: string, description?: string) =>
      newest.current.notify({ title, ...(description === undefined ? {} : { description }) })
    async function take(action: Action) {
      if (!done.current.includes(action)) return
      done.current = done.current.filter((other) => other !== action)
      undone.current.push(action)
      await action.undo()
    }
    return {
      did(action) {
        done.current = [...done.current.slice(1 - most), action]
        undone.current = []
      },
      take,
      async undo() {
        const action = done.current.at(-1)
        if (action === undefined) return say(newest.current.t('nothingToUndo'))
        await take(action)
        say(newest.current.t('undone'), action.title)
      },
      async redo() {
        const action = undone.current.pop()
        if (action === undefined) return say(newest.current.t('nothingToRedo'))
        done.current.push(action)
        await action.redo()
        say(newest.current.t('redone'), action.title)
      },
    }
  }, [])
  return <UndoContext value={value}>{children}</UndoContext>
}
