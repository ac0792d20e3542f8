import Link from 'next/link'
import type { ReactNode } from 'react'
import { readSettings } from '../env'
import { SessionProvider } from '../session-provider'
import { Brand } from './brand'
import { Navigation, type PagePath } from './navigation'
import { Notices } from './notices'
import styles from './shell.module.css'
import { SignOutButton } from './sign-out-button'

interface SignedInPageProps {
  readonly userId: string
  readonly current: PagePath
  readonly children: ReactNode
}

/** The frame of each page for somebody who is signed in, with the API's client in it. Another user gets another client. */
export function SignedInPage({ userId, current, children }: SignedInPageProps) {
  return (
    <SessionProvider key={userId} apiUrl={readSettings().apiUrl}>
      <Notices>
        <header className={styles.header}>
          <nav className={styles.bar} aria-label="Main">
            <Link href="/" className={styles.home} aria-label="Ownlist, your tasks">
              <Brand />
            </Link>
            <Navigation current={current} />
            <SignOutButton />
          </nav>
        </header>
        <main className={styles.main}>{children}</main>
      </Notices>
    </SessionProvider>
  )
}
