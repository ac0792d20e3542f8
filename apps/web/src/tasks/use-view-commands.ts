import type { Task } from '@ownlist/client'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Action } from '../replica/undo'
import { useOfferUndo } from '../replica/use-offer-undo'
import { announce } from '../shell/announcer'
import { addDays } from '../views/clock'
import type { TaskData } from '../views/task-data'
import { moveChanges } from './move-changes'
import { openTask } from './open-task'
import type { RowItem } from './row-items'
import { useRowDrag } from './use-row-drag'
import { type SwipeSide, useRowSwipe } from './use-row-swipe'
import type { Selection } from './use-selection'
import type { TaskActions } from './use-task-actions'

interface ViewParts {
  readonly items: readonly RowItem[]
  readonly data: TaskData
  readonly actions: TaskActions
  readonly selection: Selection
  /** Called before tasks are completed here, so that they stay in place. */
  readonly keep: (ids: readonly string[]) => void
}

/** The commands of the rows of a view, for clicks, drags and swipes. They stay the same while the page is open. */
export function useViewCommands({ items, data, actions, selection, keep }: ViewParts) {
  const t = useTranslations('tasks')
  const offerUndo = useOfferUndo()

  async function toggle(some: readonly Task[]): Promise<Action | null> {
    const ids = some.map(({ id }) => id)
    keep(ids)
    const { isDone, action } = await actions.toggle(ids)
    announce(t(isDone ? 'done.completed' : 'done.reopened', { count: some.length }))
    return action
  }
  async function onSwipe(id: string, side: SwipeSide) {
    const task = data.tasks.find((each) => each.id === id)
    if (task === undefined) return
    const dueOn = addDays(data.clock.today, 1)
    const title = t('done.postponed', { count: 1 })
    const action = side === 'end' ? await toggle([task]) : await actions.change(title, [{ id, fields: { dueOn } }])
    // Touch screens have no Ctrl+Z, so a notice offers to undo it.
    if (action !== null) offerUndo(action, { description: task.title })
  }
  const { swipe, start } = useRowSwipe((id, side) => void onSwipe(id, side))
  const moved = t('done.moved', { count: 1 })
  const { drag, grab } = useRowDrag({
    items,
    onDrop: (change) => void actions.change(moved, [change]),
    onMove: (id, listId) => void actions.change(moved, moveChanges(data.tasks, [id], { listId, sectionId: null })),
  })
  const newest = useRef({ toggle, actions, selection })
  newest.current = { toggle, actions, selection }
  const commands = useMemo(
    () => ({
      toggle: (task: Task) => void newest.current.toggle([task]),
      open: openTask,
      remove: (task: Task) => void newest.current.actions.remove([task]),
      select: (id: string, how: 'toggle' | 'extend') => newest.current.selection[how](id),
      grab,
      swipe: start,
    }),
    [grab, start],
  )
  return { toggle, commands, drag, swipe }
}
