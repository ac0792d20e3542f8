'use client'

import type { ReactNode } from 'react'
import { Navigation } from './navigation'
import styles from './side.module.css'
import { SignOutButton } from './sign-out-button'
import { Slot } from './slots'

/**
 * The content of the sidebar and of the drawer on every page: first what the page or `children` put there, then links to
 * the other pages.
 */
export const SideContent = ({ children }: { children?: ReactNode }) => (
  <>
    <div className={styles.views}>
      <Slot name="views" className={styles.slot} />
      {children}
    </div>
    <div className={styles.pages}>
      <Navigation />
      <SignOutButton />
    </div>
  </>
)

/** The sidebar of wide screens, beside every page of a signed-in user. */
export const SideBar = ({ children }: { children?: ReactNode }) => (
  <div className={styles.side} data-sidebar data-beside>
    <SideContent>{children}</SideContent>
  </div>
)
