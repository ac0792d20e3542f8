'use client'

import { Menu } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { later, useLater } from './later'
import { useNotify } from './notices'
import styles from './side.module.css'

const drawer = later(() => import('./menu-drawer'))

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
      {isOpen ? <Drawer onClose={() => setOpen(false)}>{children}</Drawer> : null}
    </>
  )
}

function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations('shell')
  const notify = useNotify()
  const loaded = useLater(drawer, () => {
    onClose()
    notify({ title: t('partMissing'), description: t('unreachable') })
  })
  return loaded === null ? null : <loaded.MenuDrawer onClose={onClose}>{children}</loaded.MenuDrawer>
}
