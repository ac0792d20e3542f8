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

/** An action, with the writes that do it for the first time, if they differ from those that redo it. */
export interface Plan extends Action {
  readonly first?: readonly Write[]
}

interface Undo {
  /**
   * Does an action. The plan is made after everything before it is finished, so a second click sees the result of the first
   * one. Null means that there is nothing to do.
   * @returns the action; null if there was nothing to do, or if this device could not store it, which a notice says
   */
  run(plan: () => Plan | null): Promise<Action | null>
  /** Undoes the newest action as a whole. */
  undo(): Promise<void>
  /** Redoes the action that was undone last. */
  redo(): Promise<void>
  /** Undoes this action, unless it was already undone. */
  take(action: Action): Promise<void>
}

const UndoContext = createContext<Undo | null>(null)

/** @throws {Error} outside the provider */
export function useUndo(): Undo {
  const undo = use(UndoContext)
  if (undo === null) throw new Error('There is no UndoProvider above this component')
  return undo
}

const most = 100

/**
 * Carries out a person's actions on rows, one after another, and remembers them in this tab, even after a reload. An undo
 * is a normal change: it needs no network. If the original change was not sent yet, the two are merged. The functions stay
 * the same while the page is open.
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
    /** @returns whether it was undone */
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
