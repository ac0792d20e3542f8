'use client'

import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '../replica/replica'
import { dropKeys } from '../shell/early-keys'
import { later, useLater } from '../shell/later'
import { useNotify } from '../shell/notices'
import { showTask } from '../views/use-view'

// What the first load of the page leaves out. It is there by the time that most people ask for it.

export const TaskPanel = part(
  async () => (await import('./task-panel')).TaskPanel,
  () => showTask(null),
)
export const TaskDialogs = part(
  async () => (await import('./task-dialogs')).TaskDialogs,
  ({ onDialog }) => onDialog(null),
)
export const PasteDialog = part(
  async () => (await import('./paste-dialog')).PasteDialog,
  ({ onClose }) => onClose(),
)
export const OtherView = part(async () => (await import('./other-view')).OtherView)
const FullTray = part(async () => (await import('../replica/tray')).Tray)

/** What waits for a decision. Most of the time it is nothing. */
export const Tray = () => (useOutbox().tray.length === 0 ? null : <FullTray />)

/**
 * A component that is loaded when it is first rendered, if it is not loaded yet.
 * @param close closes what was asked for, because it cannot be loaded; a notice says so
 */
function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  close: (props: Props) => void = () => undefined,
): ComponentType<Props> {
  const component = later(async () => ({ Component: await load() }))
  return function Part(props) {
    const t = useTranslations('shell')
    const notify = useNotify()
    const loaded = useLater(component, () => {
      dropKeys()
      close(props)
      notify({ title: t('partMissing'), description: t('unreachable') })
    })
    return loaded === null ? null : <loaded.Component {...props} />
  }
}
