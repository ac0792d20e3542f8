'use client'

import { Dialog } from '@base-ui/react/dialog'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import dialogStyles from './dialog.module.css'
import styles from './side.module.css'
import { SideContent } from './side-bar'

/** The sidebar on narrow screens. It closes after a choice. */
export function MenuDrawer({ onClose, children }: { onClose: () => void; children?: ReactNode }) {
  const t = useTranslations('shell')
  const address = `${usePathname()}?${useSearchParams()}`
  const opened = useRef(address)
  useEffect(() => {
    if (address !== opened.current) onClose()
  }, [address, onClose])
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup
          className={styles.drawer}
          aria-label={t('menu')}
          // It also closes if the link leads to the current page.
          onClick={({ target }) => target instanceof Element && target.closest('a') !== null && onClose()}
        >
          <SideContent>{children}</SideContent>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
