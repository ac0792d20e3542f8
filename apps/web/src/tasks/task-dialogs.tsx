'use client'

import type { TaskData } from '../views/task-data'
import { LabelDialog } from './label-dialog'
import { MoveDialog } from './move-dialog'
import { Palette } from './palette'
import { ShortcutSheet } from './shortcut-sheet'
import type { AppDialog } from './use-global-keys'

interface TaskDialogsProps {
  readonly dialog: AppDialog
  readonly data: TaskData
  readonly onDialog: (dialog: AppDialog | null) => void
}

/** The dialogs of the app. One is open at a time. */
export function TaskDialogs({ dialog, data, onDialog }: TaskDialogsProps) {
  const close = () => onDialog(null)
  switch (dialog.name) {
    case 'palette':
      return <Palette data={data} onDialog={onDialog} onClose={close} />
    case 'shortcuts':
      return <ShortcutSheet onClose={close} />
    case 'move':
      return <MoveDialog ids={dialog.ids} data={data} onClose={close} />
    case 'label':
      return <LabelDialog ids={dialog.ids} data={data} onClose={close} />
  }
}
