'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { followNotices, type Notice } from './notice-queue'
import styles from './notices.module.css'

/** Where notices are shown. */
export const NoticeRegion = () => (
  <Toast.Provider limit={1}>
    <Toast.Portal>
      <Toast.Viewport className={styles.viewport}>
        <NoticeList />
      </Toast.Viewport>
    </Toast.Portal>
  </Toast.Provider>
)

function NoticeList() {
  const t = useTranslations('shell')
  const { toasts, add, close } = Toast.useToastManager()
  const show = useRef<(notice: Notice) => void>(() => undefined)
  show.current = ({ title, description, action, onClose, timeout = 8_000 }) => {
    const id = add({
      title,
      timeout,
      ...(onClose === undefined ? {} : { onClose }),
      ...(description === undefined ? {} : { description }),
      ...(action === undefined
        ? {}
        : {
            actionProps: {
              children: action.label,
              onClick: () => {
                close(id)
                action.run()
              },
            },
          }),
    })
  }
  useEffect(() => followNotices((notice) => show.current(notice)), [])
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.notice} swipeDirection={['down', 'right']}>
      <div className={styles.words}>
        <Toast.Title className={styles.title} />
        <Toast.Description className={styles.description} />
      </div>
      <Toast.Action className={styles.action} />
      <Toast.Close className={styles.close} aria-label={t('dismiss')}>
        <X size={16} aria-hidden="true" />
      </Toast.Close>
    </Toast.Root>
  ))
}
