import { headers } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { sessionOf } from '@/auth/server'
import { readSettings } from '@/env'
import { ServiceWorker } from '@/pwa/service-worker'
import { SessionProvider } from '@/session-provider'
import { Brand } from '@/shell/brand'
import { MenuButton } from '@/shell/menu-button'
import { Notices } from '@/shell/notices'
import styles from '@/shell/shell.module.css'
import { SideBar } from '@/shell/side-bar'
import { Slot } from '@/shell/slots'
import { texts } from '@/texts/server'

// domain: tasks {

import { firstStepIds, isNew } from '@/first-steps/first-step-ids'
import { FirstSteps } from '@/first-steps/first-steps'
import { KeepPreferences } from '@/preferences/keep-preferences'
import { PageTools } from '@/views/page-tools'
import { PageViews } from '@/views/page-views'

// domain: tasks }

// At build time there is no user and no environment.
export const dynamic = 'force-dynamic'

/**
 * The frame of every page for a signed-in user. The API client and its cache live here, so they survive navigation: a
 * page does not start again with the data of its first render. Each page checks who is signed in.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  // A guest gets no frame: each page sends them to the sign-in page, or says that it does not exist.
  const session = await sessionOf(await headers())
  if (session === null) return children
  const t = await texts('shell')
  const kept = await texts('kept')
  const views: ReactNode[] = [
    // domain: tasks {
    <PageViews key="views" userId={session.user.id} />,
    // domain: tasks }
  ]
  return (
    <SessionProvider apiUrl={readSettings().apiUrl}>
      <ServiceWorker />
      <Notices>
        <header className={styles.header} data-beside>
          <div className={styles.bar}>
            <MenuButton>{views}</MenuButton>
            <Link href="/" className={styles.home} aria-label={t('homeLink', { home: kept('home') })}>
              <Brand />
            </Link>
            <Slot name="tools" className={styles.tools} />
            {/* domain: tasks { */}
            <PageTools userId={session.user.id} />
            {/* domain: tasks } */}
          </div>
        </header>
        {/* domain: tasks { */}
        <KeepPreferences />
        {/* domain: tasks } */}
        <div className={styles.frame}>
          <SideBar>{views}</SideBar>
          <main className={styles.main}>
            {/* domain: tasks { */}
            {isNew(session.user) ? <FirstSteps ids={firstStepIds(session.user)} /> : null}
            {/* domain: tasks } */}
            {children}
          </main>
        </div>
      </Notices>
    </SessionProvider>
  )
}
