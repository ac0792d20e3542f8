// domain: tasks
'use client'

import { usePathname } from 'next/navigation'
import { ReplicaFrame } from '../replica/replica-frame'
import { useTaskData } from '../tasks/use-task-data'
import { useUndoKeys } from '../tasks/use-undo-keys'
import { PlaceLinks, SidebarLinks } from './sidebar'
import styles from './sidebar.module.css'

/** The sidebar with the rows on this device, for pages that show no rows. If the rows cannot be opened, it has no lists. */
export function DeviceViews({ userId }: { userId: string }) {
  const path = usePathname()
  return (
    <div className={styles.views}>
      <ReplicaFrame userId={userId} instead={<PlaceLinks path={path} counts={{}} />}>
        <Views path={path} />
      </ReplicaFrame>
    </div>
  )
}

function Views({ path }: { path: string }) {
  useUndoKeys()
  return <SidebarLinks data={useTaskData()} path={path} />
}
