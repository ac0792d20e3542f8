import type { Task } from '@ownlist/client'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from '../shell/announcer'
import type { Texts } from '../texts/locale'
import { addDays, type Clock, nextWeek } from '../views/clock'
import { positionOneStep, positionsAfter } from '../views/places'
import type { TaskData } from '../views/task-data'
import { showTask } from '../views/use-view'
import { cardBeside, columnBeside, columnsOf } from './board-columns'
import { moveChanges } from './move-changes'
import { openTask } from './open-task'
import type { RowItem } from './row-items'
import { type AppDialog, isInDialog, isWriting } from './use-global-keys'
import type { RowFocus } from './use-row-focus'
import type { Selection } from './use-selection'
import type { TaskActions } from './use-task-actions'

interface RowKeys {
  readonly items: readonly RowItem[]
  readonly tasks: readonly Task[]
  readonly data: TaskData
  readonly focus: RefObject<RowFocus | null>
  readonly selection: Selection
  readonly actions: TaskActions
  readonly isMovable: boolean
  /** Whether the arrow keys also move between columns. */
  readonly isBoard: boolean
  readonly onToggle: (tasks: readonly Task[]) => Promise<unknown>
  readonly onDialog: (dialog: AppDialog) => void
}

/**
 * The keyboard shortcuts for tasks. They act on the selected tasks, or else on the focused one. If none is focused, the
 * keys that move focus the first task.
 */
export function useRowKeys(parts: RowKeys): void {
  const t = useTranslations('tasks')
  const newest = useRef({ parts, t })
  newest.current = { parts, t }
  // This is registered with the first frame, so that no key is lost.
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || isWriting(event.target) || isInDialog(event.target)) return
      const command = commandOf(event)
      if (command === null) return
      if (command(newest.current.parts, newest.current.t) !== false) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Returns false if it does not apply. Then the key has its usual effect. */
type Command = (parts: RowKeys, t: Texts<'tasks'>) => unknown

function commandOf(event: KeyboardEvent): Command | null {
  const { key } = event
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === 'a' && hasRow(event) ? selectAll : null
  const across = wayAcross(event)
  if (event.altKey)
    return across !== 0 ? shiftAcross(across) : key === 'ArrowUp' ? shift(-1) : key === 'ArrowDown' ? shift(1) : null
  if (across !== 0) return stepAcross(across)
  if (key === 'ArrowDown' || key === 'j' || key === 'J') return step(1, event.shiftKey)
  if (key === 'ArrowUp' || key === 'k' || key === 'K') return step(-1, event.shiftKey)
  if (key === 'Escape') return clear
  // A focused button or checkbox handles these keys itself.
  const isControl = event.target instanceof Element && event.target.closest('button, a, input') !== null
  if (key === 'Enter' || key === ' ') return isControl ? null : key === ' ' ? select : open
  return commands[key] ?? null
}

const hasRow = ({ target }: KeyboardEvent) => target instanceof Element && target.closest('[data-row]') !== null

/** The focused row, or the row that contains the focus. */
const focusedId = (): string | null => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null

/** 1 for the arrow key that points to the end of the line, -1 for the other one. */
function wayAcross({ key }: KeyboardEvent): -1 | 0 | 1 {
  const way = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  return document.documentElement.dir === 'rtl' && way !== 0 ? (way === 1 ? -1 : 1) : way
}

function targets({ tasks, selection }: RowKeys): readonly Task[] {
  if (selection.ids.size > 0) return tasks.filter(({ id }) => selection.ids.has(id))
  const id = focusedId()
  return tasks.filter((task) => task.id === id)
}

/** @param does acts on the tasks; it is not called if there are none */
const onTargets =
  (does: (tasks: readonly Task[], ...rest: Parameters<Command>) => unknown): Command =>
  (parts, t) => {
    const tasks = targets(parts)
    return tasks.length === 0 ? false : does(tasks, parts, t)
  }

function step(by: -1 | 1, extends_: boolean): Command {
  return ({ tasks: all, items, isBoard, focus, selection }) => {
    const id = focusedId()
    const tasks = isBoard && id !== null ? (columnOf(items, id) ?? all) : all
    const here = tasks.findIndex((task) => task.id === id)
    const next = here === -1 ? tasks[0] : tasks[here + by]
    if (next === undefined) return here !== -1
    if (extends_ && id !== null) {
      selection.extend(id)
      selection.extend(next.id)
    }
    focus.current?.focus(next.id)
    return true
  }
}

/** The tasks in the column of a card. */
const columnOf = (items: readonly RowItem[], id: string): readonly Task[] | undefined =>
  columnsOf(items)
    .find(({ cards }) => cards.some(({ key }) => key === id))
    ?.cards.map(({ task }) => task)

/** Focuses the card beside this one. */
const stepAcross =
  (by: -1 | 1): Command =>
  ({ items, isBoard, focus }) => {
    const id = isBoard ? focusedId() : null
    if (id === null) return false
    const beside = cardBeside(columnsOf(items), id, by)
    return beside === null || focus.current?.focus(beside)
  }

/** Moves a task, or the selected tasks, to the end of the column beside its own. */
const shiftAcross = (by: -1 | 1): Command =>
  onTargets((tasks, { items, data, actions, isBoard }, t) => {
    const [task] = tasks
    if (!isBoard || task === undefined) return false
    const column = columnBeside(columnsOf(items), task.id, by)
    if (column === undefined) return announce(t(by === -1 ? 'isFirstColumn' : 'isLastColumn'))
    const ids = tasks.map(({ id }) => id)
    const positions = positionsAfter(
      column.cards.map((card) => card.task),
      ids.length,
    )
    const place = { listId: task.listId, sectionId: column.section?.id ?? null }
    const changes = moveChanges(data.tasks, ids, place).map(({ id, fields }) => {
      const position = positions[ids.indexOf(id)]
      return { id, fields: position === undefined ? fields : { ...fields, position } }
    })
    void actions.change(t('done.moved', { count: ids.length }), changes)
    return announce(t('movedTo', { place: column.section?.title ?? t('noSection'), count: ids.length }))
  })

const select: Command = ({ selection }) => {
  const id = focusedId()
  return id === null ? false : selection.toggle(id)
}

const selectAll: Command = ({ selection }) => selection.all()

/** Clears the selection first, then closes the details. */
const clear: Command = ({ selection }) => {
  if (selection.ids.size > 0) return selection.clear()
  return new URLSearchParams(location.search).has('task') ? showTask(null) : false
}

const open: Command = () => {
  const id = focusedId()
  return id === null ? false : openTask(id)
}

const postpone = (dayFrom: (clock: Clock) => string | null): Command =>
  onTargets((tasks, { actions, data }, t) => {
    const dueOn = dayFrom(data.clock)
    // A task that moves to another day keeps its time.
    void actions.change(
      t('done.postponed', { count: tasks.length }),
      tasks.map(({ id }) => ({ id, fields: { dueOn } })),
    )
    announce(t('done.postponed', { count: tasks.length }))
  })

const prioritize = (priority: Task['priority']): Command =>
  onTargets((tasks, { actions }, t) => {
    void actions.change(
      t('done.prioritized', { count: tasks.length }),
      tasks.map(({ id }) => ({ id, fields: { priority } })),
    )
    announce(t('facts.priority', { priority: t(`priorities.${priority}`) }))
  })

const dialog = (name: 'move' | 'label'): Command =>
  onTargets((tasks, { onDialog }) => onDialog({ name, ids: tasks.map(({ id }) => id) }))

const remove = onTargets((tasks, { actions, selection }) => {
  void actions.remove(tasks)
  selection.clear()
})

/** Moves the task one place up or down in the manual order, among those with the same parent and section. */
const shift = (by: -1 | 1): Command =>
  onTargets((tasks, { items, actions, isMovable }, t) => {
    const [task] = tasks
    if (task === undefined || tasks.length > 1) return false
    if (!isMovable) return announce(t('notManual'))
    const here = items.find(({ key }) => key === task.id)
    const siblings = items.flatMap((item) =>
      item.type === 'task' && here?.type === 'task' && item.group === here.group && item.task.parentId === task.parentId
        ? [item.task]
        : [],
    )
    const position = positionOneStep(siblings, task.id, by)
    if (position === null) return announce(t(by === -1 ? 'isFirst' : 'isLast'))
    void actions.change(t('done.placed', { title: task.title }), [{ id: task.id, fields: { position } }])
    const place = siblings.findIndex(({ id }) => id === task.id) + by + 1
    return announce(t('placed', { place: String(place), count: String(siblings.length) }))
  })

const commands: Readonly<Record<string, Command>> = {
  x: onTargets((tasks, { onToggle, selection }) => {
    void onToggle(tasks)
    selection.clear()
  }),
  e: open,
  '#': remove,
  Delete: remove,
  t: postpone(({ today }) => addDays(today, 1)),
  w: postpone(nextWeek),
  n: postpone(() => null),
  m: dialog('move'),
  l: dialog('label'),
  1: prioritize('high'),
  2: prioritize('medium'),
  3: prioritize('low'),
  4: prioritize('none'),
}
