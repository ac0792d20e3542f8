'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useTranslations } from 'use-intl/react'
import dialogStyles from '../shell/dialog.module.css'
import { SidebarLinks } from '../views/sidebar'
import styles from '../views/sidebar.module.css'
import type { TaskData } from '../views/task-data'

interface MenuDrawerProps {
  readonly data: TaskData
  readonly path: string
  readonly onClose: () => void
}

/** The sidebar on narrow screens. */
export function MenuDrawer({ data, path, onClose }: MenuDrawerProps) {
  const t = useTranslations('views')
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={styles.drawer} aria-label={t('menu')}>
          <SidebarLinks data={data} path={path} onGo={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
