// domain: tasks
import type { ReactNode } from 'react'
import { Queries } from '../queries'
import styles from '../shell/page.module.css'
import { SignedInPage } from '../shell/signed-in-page'
import { PageTexts } from '../texts/page-texts'
import type { PageArea } from '../texts/server'
import { SettingsNav } from './settings-nav'

interface SettingsPageProps {
  readonly userId: string
  /** What the page shows besides the links. */
  readonly areas?: readonly PageArea[]
  readonly children: ReactNode
}

/** The frame of the settings pages: their links, and the current page. */
export function SettingsPage({ userId, areas = [], children }: SettingsPageProps) {
  return (
    <SignedInPage userId={userId}>
      <Queries>
        <PageTexts areas={['settings', ...areas]}>
          <SettingsNav />
          <div className={styles.page}>{children}</div>
        </PageTexts>
      </Queries>
    </SignedInPage>
  )
}
