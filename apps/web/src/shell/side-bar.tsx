'use client'

import type { ReactNode } from 'react'
import { Navigation } from './navigation'
import styles from './side.module.css'
import { SignOutButton } from './sign-out-button'
import { Slot } from './slots'

/** What the sidebar and the drawer have, on every page: above, what the page or `children` put there, and the pages below. */
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
