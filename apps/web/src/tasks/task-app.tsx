'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { SyncNotice } from '../replica/sync-notice'
import { Announcer } from '../shell/announcer'
import { dropKeys, keepKeys } from '../shell/early-keys'
import { Sidebar } from '../views/sidebar'
import type { TaskData } from '../views/task-data'
import { useSame } from '../views/use-same'
import { useShown } from '../views/use-view'
import styles from './app.module.css'
import { OtherView, TaskDialogs, TaskPanel, Tray } from './later-parts'
import { TaskViewPage } from './task-view-page'
import { type AppDialog, useGlobalKeys } from './use-global-keys'
import { useTaskData } from './use-task-data'

/** The task app: its views, the details of one task, and everything that opens over them. The address holds what it shows. */
export function TaskApp() {
  const data = useStableData(useTaskData())
  const { view, taskId, path } = useShown()
  const [dialog, showDialog] = useState<AppDialog | null>(null)
  const quickAdd = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const setDialog = useCallback((asked: AppDialog | null) => {
    if (asked !== null && hasField(asked)) keepKeys()
    else dropKeys()
    showDialog(asked)
  }, [])
  useGlobalKeys({ quickAdd, search, onDialog: setDialog })
  return (
    <div className={styles.app} data-app data-panel={taskId !== null}>
      <Sidebar data={data} path={path} query={view?.name === 'search' ? view.query : ''} search={search} />
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

/** Whether it opens with a field that takes what is typed. */
const hasField = ({ name }: AppDialog) => name !== 'shortcuts' && name !== 'menu'

/** Most changes are changes of tasks: what is made of lists and labels stays. */
function useStableData({ tasks, lists, sections, labels, clock }: TaskData): TaskData {
  const same = [useSame(tasks), useSame(lists), useSame(sections), useSame(labels)] as const
  const [sameTasks, sameLists, sameSections, sameLabels] = same
  return useMemo(
    () => ({ tasks: sameTasks, lists: sameLists, sections: sameSections, labels: sameLabels, clock }),
    [sameTasks, sameLists, sameSections, sameLabels, clock],
  )
}
