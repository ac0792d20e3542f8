'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from './notices.module.css'

export interface Notice {
  readonly title: string
  readonly description?: string
  /** The action that the notice offers. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /**
   * How long the notice stays, in milliseconds; 8 seconds by default. The time stops while the user points at it. 0
   * means until it is closed.
   */
  readonly timeout?: number
  /** Called when it was closed, also by its action, before that runs. */
  readonly onClose?: () => void
}

/** The place for notices at the bottom of the page, one at a time. F6 moves the focus there. */
export function Notices({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={1}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

/** Shows a notice. */
export function useNotify(): (notice: Notice) => void {
  const { add, close } = Toast.useToastManager()
  return ({ title, description, action, onClose, timeout = 8_000 }) => {
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
}

function NoticeList() {
  const t = useTranslations('shell')
  const { toasts } = Toast.useToastManager()
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
