import { toVisibleLine } from '@ownlist/text'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { rightWords } from '@/access/access'
import styles from '@/account/account.module.css'
import { DeleteAccount } from '@/account/delete-account'
import { NameForm } from '@/account/name-form'
import { type PasskeyRow, Passkeys } from '@/account/passkeys'
import { PasswordForm } from '@/account/password-form'
import { ProgramList, type ProgramRow } from '@/account/program-list'
import { SecondFactor } from '@/account/second-factor'
import { SessionList, type SessionRow } from '@/account/session-list'
import { deviceOf } from '@/account/user-agent'
import { auth, sessionOf } from '@/auth/server'
import { SignedInPage } from '@/shell/signed-in-page'
import { passkeyReviewPath, signInPath } from '@/sign-in/sign-in-path'

export const metadata: Metadata = { title: 'Account' }

interface AccountPageProps {
  readonly searchParams: Promise<{ review?: string | string[] }>
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const reviewsPasskeys = (await searchParams).review === 'passkeys'
  const requestHeaders = await headers()
  const session = await sessionOf(requestHeaders)
  if (session === null) redirect(signInPath(reviewsPasskeys ? passkeyReviewPath : '/account'))
  const { user } = session
  const accounts = await auth().api.listUserAccounts({ headers: requestHeaders })
  // A user who signed up with a provider has no password.
  const hasPassword = accounts.some(({ providerId }) => providerId === 'credential')
  const passkeySection = (
    <section className={styles.section} aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <Passkeys
        passkeys={await passkeyRows(requestHeaders)}
        device={deviceOf(requestHeaders.get('user-agent'))}
        inReview={reviewsPasskeys}
      />
    </section>
  )
  return (
    <SignedInPage userId={user.id}>
      <div className={styles.page}>
        <h1>Account</h1>
        {reviewsPasskeys ? passkeySection : null}
        <section className={styles.section} aria-labelledby="you">
          <h2 id="you">Profile</h2>
          <p>
            E-mail
            <span className={styles.note}>
              {user.email}
              {user.emailVerified ? ', confirmed' : null}
            </span>
          </p>
          <NameForm name={toVisibleLine(user.name)} />
        </section>
        {hasPassword ? (
          <>
            <section className={styles.section} aria-labelledby="password">
              <h2 id="password">Password</h2>
              <PasswordForm />
            </section>
            <section className={styles.section} aria-labelledby="second-factor">
              <h2 id="second-factor">Second factor</h2>
              <SecondFactor enabled={user.twoFactorEnabled ?? false} />
            </section>
          </>
        ) : null}
        {reviewsPasskeys ? null : passkeySection}
        <section className={styles.section} aria-labelledby="sessions">
          <h2 id="sessions">Where you are signed in</h2>
          <SessionList sessions={await sessionRows(requestHeaders, session.session.token)} />
        </section>
        <section className={styles.section} aria-labelledby="programs">
          <h2 id="programs">Authorized apps</h2>
          <ProgramList programs={await programRows(requestHeaders)} />
        </section>
        <section className={styles.section} aria-labelledby="delete">
          <h2 id="delete">Delete account</h2>
          <p>Deleting your account also erases all of your data.</p>
          <DeleteAccount asksPassword={hasPassword} asksCode={user.twoFactorEnabled ?? false} />
        </section>
      </div>
    </SignedInPage>
  )
}

const words = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

async function passkeyRows(requestHeaders: Headers): Promise<PasskeyRow[]> {
  const passkeys = await auth().api.listPasskeys({ headers: requestHeaders })
  return passkeys.map(({ id, name, createdAt }) => ({
    id,
    name: toVisibleLine(name ?? '').trim() || 'Passkey',
    added: words.format(new Date(createdAt)),
  }))
}

async function programRows(requestHeaders: Headers): Promise<ProgramRow[]> {
  const programs = await auth().api.listPrograms({ headers: requestHeaders })
  return programs.map(({ id, name, rights, listId, lastSeen }) => ({
    id,
    name: toVisibleLine(name),
    may: `May ${rightWords(rights).join(', ').toLowerCase()}`,
    listId,
    lastSeen: words.format(lastSeen),
  }))
}

async function sessionRows(requestHeaders: Headers, currentToken: string): Promise<SessionRow[]> {
  const sessions = await auth().api.listSessions({ headers: requestHeaders })
  return sessions
    .map(({ id, token, userAgent, updatedAt }) => ({
      id,
      device: deviceOf(userAgent),
      lastSeen: words.format(updatedAt),
      current: token === currentToken,
      token: token === currentToken ? null : token,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}
