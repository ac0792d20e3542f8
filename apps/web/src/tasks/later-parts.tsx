'use client'

import { useOutbox } from '../replica/replica'
import { laterPart } from '../shell/later-part'
import { showTask } from '../views/use-view'

// The parts that the first load of the page leaves out. They are loaded before most people need them.

export const TaskPanel = laterPart(
  async () => (await import('./task-panel')).TaskPanel,
  () => showTask(null),
)
export const TaskDialogs = laterPart(
  async () => (await import('./task-dialogs')).TaskDialogs,
  ({ onDialog }) => onDialog(null),
)
export const PasteDialog = laterPart(
  async () => (await import('./paste-dialog')).PasteDialog,
  ({ onClose }) => onClose(),
)
export const OtherView = laterPart(async () => (await import('./other-view')).OtherView)
const FullTray = laterPart(async () => (await import('../replica/tray')).Tray)

/** The changes that wait for a decision. Usually there are none. */
export const Tray = () => (useOutbox().tray.length === 0 ? null : <FullTray />)
