'use client'

import { Menu } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from './side.module.css'

const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer')).MenuDrawer }))

/** On narrow screens, opens the sidebar as a drawer. */
export function MenuButton({ children }: { children?: ReactNode }) {
  const t = useTranslations('shell')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.menu}
        aria-label={t('menu')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Menu size={20} aria-hidden="true" />
      </button>
      {isOpen ? (
        <Suspense>
          <MenuDrawer onClose={() => setOpen(false)}>{children}</MenuDrawer>
        </Suspense>
      ) : null}
    </>
  )
}
