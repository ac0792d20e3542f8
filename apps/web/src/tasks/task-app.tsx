'use client'

import { useLayoutEffect, useMemo, useRef } from 'react'
import { useDeviceFilters } from '../filters/move-device-filters'
import { SyncNotice } from '../replica/sync-notice'
import { Announcer } from '../shell/announcer'
import { giveKeysToView } from '../shell/early-keys'
import { Fill } from '../shell/slots'
import { SidebarLinks } from '../views/sidebar'
import type { TaskData } from '../views/task-data'
import { useSame } from '../views/use-same'
import { goToNewTask, useShown } from '../views/use-view'
import styles from './app.module.css'
import { AppTools } from './app-tools'
import { OtherView, TaskDialogs, TaskPanel, Tray } from './later-parts'
import { TaskViewPage } from './task-view-page'
import { useAppDialog } from './use-app-dialog'
import { useGlobalKeys } from './use-global-keys'
import { useTaskData } from './use-task-data'
import { useUndoKeys } from './use-undo-keys'

/**
 * The task app: its views, the details of one task, and everything that opens above them. The address determines what it
 * shows.
 */
export function TaskApp() {
  const data = useStableData(useTaskData())
  const { view, taskId, path } = useShown()
  const [dialog, setDialog] = useAppDialog()
  const quickAdd = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  // Some views have no such line.
  const add = () => (quickAdd.current === null ? goToNewTask() : quickAdd.current.focus())
  useDeviceFilters()
  useGlobalKeys({ search, onAdd: add, onDialog: setDialog })
  useUndoKeys()
  // The view has bound its own keys by now.
  useLayoutEffect(giveKeysToView, [path])
  return (
    <div className={styles.app} data-app data-panel={taskId !== null}>
      <Fill name="views">
        <SidebarLinks data={data} path={path} />
      </Fill>
      <AppTools query={view?.name === 'search' ? view.query : ''} search={search} onAdd={add} />
      <div className={styles.main}>
        <SyncNotice />
        <Tray />
        {view === null ? (
          <OtherView path={path} />
        ) : (
          <TaskViewPage
            key={view.name === 'search' ? 'search' : path}
            view={view}
            data={data}
            quickAdd={quickAdd}
            onDialog={setDialog}
          />
        )}
      </div>
      {taskId === null ? null : <TaskPanel key={taskId} id={taskId} data={data} onDialog={setDialog} />}
      {dialog === null ? null : <TaskDialogs dialog={dialog} data={data} onDialog={setDialog} />}
      <Announcer />
    </div>
  )
}

/** Most changes only affect tasks, so what is derived from lists and labels is reused. */
function useStableData({ clock, ...rows }: TaskData): TaskData {
  const [tasks, lists, sections] = [useSame(rows.tasks), useSame(rows.lists), useSame(rows.sections)]
  const [labels, filters] = [useSame(rows.labels), useSame(rows.filters)]
  return useMemo(
    () => ({ tasks, lists, sections, labels, filters, clock }),
    [tasks, lists, sections, labels, filters, clock],
  )
}
