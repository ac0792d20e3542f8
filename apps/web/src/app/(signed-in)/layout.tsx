import { headers } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { sessionOf } from '@/auth/server'
import { readSettings } from '@/env'
import { ServiceWorker } from '@/pwa/service-worker'
import { SessionProvider } from '@/session-provider'
import { Brand } from '@/shell/brand'
import { Navigation } from '@/shell/navigation'
import { Notices } from '@/shell/notices'
import styles from '@/shell/shell.module.css'
import { SignOutButton } from '@/shell/sign-out-button'
import { texts } from '@/texts/server'

// domain: tasks {

import { firstStepIds, isNew } from '@/first-steps/first-step-ids'
import { FirstSteps } from '@/first-steps/first-steps'
import { KeepPreferences } from '@/preferences/keep-preferences'

// domain: tasks }

// At build time there is no user and no environment.
export const dynamic = 'force-dynamic'

/**
 * The frame of every page for a signed-in user. The API client and its cache live here, so they survive navigation: a
 * page does not start again with the data of its first render. Each page checks who is signed in.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  // A guest has no frame: each page sends them to sign in, or says that there is no such page.
  const session = await sessionOf(await headers())
  if (session === null) return children
  const t = await texts('shell')
  const kept = await texts('kept')
  return (
    <SessionProvider apiUrl={readSettings().apiUrl}>
      <ServiceWorker />
      <Notices>
        <header className={styles.header}>
          <nav className={styles.bar} aria-label={t('main')}>
            <Link href="/" className={styles.home} aria-label={t('homeLink', { home: kept('home') })}>
              <Brand />
            </Link>
            <Navigation />
            <SignOutButton />
          </nav>
        </header>
        {/* domain: tasks { */}
        <KeepPreferences />
        {/* domain: tasks } */}
        <main className={styles.main}>
          {/* domain: tasks { */}
          {isNew(session.user) ? <FirstSteps ids={firstStepIds(session.user)} /> : null}
          {/* domain: tasks } */}
          {children}
        </main>
      </Notices>
    </SessionProvider>
  )
}
