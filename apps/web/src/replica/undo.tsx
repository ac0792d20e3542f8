'use client'

import { OfflineStorageError } from '@ownlist/client/offline'
import { createContext, type ReactNode, use, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { keptDrafts } from '../kept/kept'
import { useNotify } from '../shell/notices'
import { type Action, readActions, writeActions } from './kept-actions'
import { useReplica } from './replica'
import { carryOut, type Write } from './writes'

export type { Action } from './kept-actions'

/** An action, and what does it for the first time, if that is not the same as doing it again. */
export interface Plan extends Action {
  readonly first?: readonly Write[]
}

interface Undo {
  /**
   * Does an action. The plan is made when everything before it is done, so a second click is about what the first one has
   * done. Null means that there is nothing to do.
   * @returns the action; null if there was nothing to do, or if this device cannot store it, which a notice says
   */
  run(plan: () => Plan | null): Promise<Action | null>
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
 * Does what a person does with rows, one action after another, and remembers it in this tab, also through a reload. Undoing
 * is a change like any other: it needs no network, and a change that was not sent yet is joined with the one that takes it
 * back. The functions stay the same while the page is open.
 */
export function UndoProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const replica = useReplica()
  const notify = useNotify()
  const t = useTranslations('replica')
  const newest = useRef({ notify, t })
  newest.current = { notify, t }

  const value = useMemo((): Undo => {
    const kept = keptDrafts(userId)
    let actions = readActions(kept)
    let working: Promise<unknown> = Promise.resolve()

    function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const result = working.then(work)
      working = result.catch(() => undefined)
      return result
    }
    const say = (title: string, description?: string) =>
      newest.current.notify({ title, ...(description === undefined ? {} : { description }) })

    /** @returns whether this device could store it */
    async function store(writes: readonly Write[]): Promise<boolean> {
      try {
        await carryOut(replica, writes)
        return true
      } catch (error) {
        if (!(error instanceof OfflineStorageError || error instanceof RangeError)) throw error
        newest.current.notify({ title: newest.current.t('notStored'), description: error.message, timeout: 0 })
        return false
      }
    }
    function keep(done: readonly Action[], undone: readonly Action[]): void {
      actions = { done: done.slice(-most), undone: undone.slice(-most) }
      writeActions(kept, actions)
    }
    /** @returns whether it was taken back */
    async function takeBack(action: Action): Promise<boolean> {
      if (!actions.done.includes(action) || !(await store(action.undo))) return false
      keep(
        actions.done.filter((other) => other !== action),
        [...actions.undone, action],
      )
      return true
    }

    return {
      run: (plan) =>
        inTurn(async () => {
          const planned = plan()
          if (planned === null) return null
          const { first, ...action } = planned
          if (!(await store(first ?? action.redo))) return null
          keep([...actions.done, action], [])
          return action
        }),
      take: (action) => inTurn(async () => void (await takeBack(action))),
      undo: () =>
        inTurn(async () => {
          const action = actions.done.at(-1)
          if (action === undefined) return say(newest.current.t('nothingToUndo'))
          if (await takeBack(action)) say(newest.current.t('undone'), action.title)
        }),
      redo: () =>
        inTurn(async () => {
          const action = actions.undone.at(-1)
          if (action === undefined) return say(newest.current.t('nothingToRedo'))
          if (!(await store(action.redo))) return
          keep([...actions.done, action], actions.undone.slice(0, -1))
          say(newest.current.t('redone'), action.title)
        }),
    }
  }, [replica, userId])
  return <UndoContext value={value}>{children}</UndoContext>
}
