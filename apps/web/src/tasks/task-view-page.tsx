'use client'

import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from '../shell/announcer'
import { laterPart } from '../shell/later-part'
import { isBoard, isManual } from '../views/arrangement'
import type { TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'
import { useArrangement } from '../views/use-arrangement'
import { ViewHeading } from '../views/view-heading'
import styles from './app.module.css'
import { EmptyView } from './empty-view'
import { QuickAdd } from './quick-add'
import { RestOfTasks } from './rest-of-tasks'
import { tasksIn } from './row-items'
import { SelectionBar } from './selection-bar'
import { TaskRows } from './task-rows'
import { useDocumentTitle } from './use-document-title'
import type { AppDialog } from './use-global-keys'
import type { RowFocus } from './use-row-focus'
import { useRowKeys } from './use-row-keys'
import { useSelection } from './use-selection'
import { useTaskActions } from './use-task-actions'
import { useViewCommands } from './use-view-commands'
import { useViewItems } from './use-view-items'
import { useViewTitle } from './use-view-title'

const TaskBoard = laterPart(async () => (await import('./task-board')).TaskBoard)

interface TaskViewPageProps {
  readonly view: TaskView
  readonly data: TaskData
  readonly quickAdd: RefObject<HTMLInputElement | null>
  readonly onDialog: (dialog: AppDialog) => void
}

/** One view: its heading, the line for new tasks, and its tasks. */
export function TaskViewPage({ view, data, quickAdd, onDialog }: TaskViewPageProps) {
  const t = useTranslations('tasks')
  const [arrangement, setArrangement] = useArrangement(view)
  const { items, keep } = useViewItems(view, data, arrangement)
  const tasks = useMemo(() => tasksIn(items), [items])
  const ids = useMemo(() => tasks.map(({ id }) => id), [tasks])
  const selection = useSelection(ids)
  const actions = useTaskActions()
  const focus = useRef<RowFocus>(null)
  const title = useViewTitle(view, data)
  useDocumentTitle(title ?? t('unknown'))

  const { toggle, commands, drag, swipe } = useViewCommands({ items, data, actions, selection, keep })
  const movable = isManual(view, arrangement)
  const hasColumns = isBoard(view, arrangement)
  useRowKeys({
    items,
    tasks,
    data,
    focus,
    selection,
    actions,
    isMovable: movable,
    isBoard: hasColumns,
    onToggle: toggle,
    onDialog,
  })
  useEffect(() => {
    if (selection.ids.size > 0) announce(t('selected', { count: selection.ids.size }))
  }, [selection.ids.size, t])

  if (title === null) {
    return (
      <div className={styles.page}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <EmptyView view={view} data={data} isMissing />
      </div>
    )
  }
  const shown = {
    items,
    data,
    selected: selection.ids,
    isMovable: movable,
    commands,
    focusRef: focus,
    dropSlot: drag?.slot ?? null,
  }
  return (
    <div className={styles.page}>
      <ViewHeading
        view={view}
        title={title}
        data={data}
        arrangement={arrangement}
        onArrange={setArrangement}
        onDialog={onDialog}
      />
      <QuickAdd view={view} data={data} inputRef={quickAdd} />
      {selection.ids.size === 0 ? null : (
        <SelectionBar
          tasks={tasks.filter(({ id }) => selection.ids.has(id))}
          selection={selection}
          actions={actions}
          today={data.clock.today}
          onToggle={toggle}
          onDialog={onDialog}
        />
      )}
      {items.length === 0 ? (
        <EmptyView view={view} data={data} />
      ) : hasColumns ? (
        <TaskBoard {...shown} view={view} />
      ) : (
        <TaskRows {...shown} swipe={swipe} showsPlace={view.name !== 'list' && view.name !== 'inbox'} />
      )}
      {items.length === 0 ? null : <RestOfTasks />}
    </div>
  )
}
