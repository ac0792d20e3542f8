'use client'

import { Menu } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { laterPart } from './later-part'
import styles from './side.module.css'

const MenuDrawer = laterPart(
  async () => (await import('./menu-drawer')).MenuDrawer,
  ({ onClose }) => onClose(),
)

/** A button on narrow screens that opens the sidebar as a drawer. */
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
      {isOpen ? <MenuDrawer onClose={() => setOpen(false)}>{children}</MenuDrawer> : null}
    </>
  )
}
