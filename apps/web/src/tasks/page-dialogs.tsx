'use client'

import { ReplicaFrame } from '../replica/replica-frame'
import { ShortcutSheet } from './shortcut-sheet'
import { TaskDialogs } from './task-dialogs'
import type { AppDialog } from './use-global-keys'
import { useTaskData } from './use-task-data'

interface PageDialogsProps {
  readonly userId: string
  readonly dialog: AppDialog
  readonly onDialog: (dialog: AppDialog | null) => void
}

/** What opens over a page outside the task app. It reads the rows on this device when it is opened. */
export function PageDialogs({ userId, ...props }: PageDialogsProps) {
  if (props.dialog.name === 'shortcuts') return <ShortcutSheet onClose={() => props.onDialog(null)} />
  return (
    // biome-ignore lint/complexity/noUselessFragments: nothing is shown until the rows are read
    <ReplicaFrame userId={userId} instead={<></>}>
      <DialogsOfRows {...props} />
    </ReplicaFrame>
  )
}

const DialogsOfRows = (props: Omit<PageDialogsProps, 'userId'>) => <TaskDialogs {...props} data={useTaskData()} />
