'use client'

import { useOutbox } from '../replica/replica'
import { laterPart } from '../shell/later-part'
import { showTask } from '../views/use-view'

// What the first load of the page leaves out. It is there by the time that most people ask for it.

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

/** What waits for a decision. Most of the time it is nothing. */
export const Tray = () => (useOutbox().tray.length === 0 ? null : <FullTray />)
