import { toVisibleLine } from '@ownlist/text'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import styles from '@/account/account.module.css'
import { DeleteAccount } from '@/account/delete-account'
import { NameForm } from '@/account/name-form'
import { type PasskeyRow, Passkeys } from '@/account/passkeys'
import { PasswordForm } from '@/account/password-form'
import { ProgramList } from '@/account/program-list'
import { SecondFactor } from '@/account/second-factor'
import { SessionList, type SessionRow } from '@/account/session-list'
import { deviceOf } from '@/account/user-agent'
import { auth, sessionOf } from '@/auth/server'
import { Queries } from '@/queries'
import { SignedInPage } from '@/shell/signed-in-page'
import { passkeyReviewPath, signInPath } from '@/sign-in/sign-in-path'
import { PageTexts } from '@/texts/page-texts'
import { texts } from '@/texts/server'
import { dayFormat, programRows } from '../program-rows'

// domain: tasks {

import { SettingsNav } from '@/settings/settings-nav'

// domain: tasks }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('account'))('title') })

interface AccountPageProps {
  readonly searchParams: Promise<{ review?: string | string[] }>
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const t = await texts('account')
  const reviewsPasskeys = (await searchParams).review === 'passkeys'
  const requestHeaders = await headers()
  const session = await sessionOf(requestHeaders)
  if (session === null) redirect(signInPath(reviewsPasskeys ? passkeyReviewPath : '/account'))
  const { user } = session
  const accounts = await auth().api.listUserAccounts({ headers: requestHeaders })
  // A user who signed up with a provider has no password.
  const hasPassword = accounts.some(({ providerId }) => providerId === 'credential')
  const passkeySection = (
    <Part id="passkeys" title={t('passkeys.title')}>
      <Passkeys
        passkeys={await passkeyRows(requestHeaders)}
        device={deviceOf(t, requestHeaders.get('user-agent'))}
        inReview={reviewsPasskeys}
      />
    </Part>
  )
  return (
    <SignedInPage userId={user.id}>
      <Queries>
        {/* domain: tasks { */}
        <PageTexts areas={['settings']}>
          <SettingsNav />
        </PageTexts>
        {/* domain: tasks } */}
        <PageTexts areas={['account']}>
          <div className={styles.page}>
            <h1>{t('title')}</h1>
            {reviewsPasskeys ? <div className={styles.section}>{passkeySection}</div> : null}
            <div className={styles.section}>
              <Part id="you" title={t('profile')}>
                <p>
                  {t.rich(user.emailVerified ? 'confirmedEmail' : 'email', {
                    email: user.email,
                    note: (words) => <span className={styles.note}>{words}</span>,
                  })}
                </p>
                <NameForm name={toVisibleLine(user.name)} />
              </Part>
            </div>
            {hasPassword || !reviewsPasskeys ? (
              <div className={styles.section}>
                {hasPassword ? (
                  <>
                    <Part id="password" title={t('password.title')}>
                      <PasswordForm />
                    </Part>
                    <Part id="second-factor" title={t('secondFactor.title')}>
                      <SecondFactor enabled={user.twoFactorEnabled ?? false} />
                    </Part>
                  </>
                ) : null}
                {reviewsPasskeys ? null : passkeySection}
              </div>
            ) : null}
            <div className={styles.section}>
              <Part id="sessions" title={t('sessions.title')}>
                <SessionList sessions={await sessionRows(requestHeaders, session.session.token)} />
              </Part>
              <Part id="programs" title={t('apps.title')}>
                <ProgramList programs={await programRows()} />
              </Part>
            </div>
            <div className={styles.section}>
              <Part id="delete" title={t('deletion.title')}>
                <p>{t('deletion.why')}</p>
                <DeleteAccount asksPassword={hasPassword} asksCode={user.twoFactorEnabled ?? false} />
              </Part>
            </div>
          </div>
        </PageTexts>
      </Queries>
    </SignedInPage>
  )
}

interface PartProps {
  readonly id: string
  readonly title: string
  readonly children: ReactNode
}

/** A frame around settings that belong together. Each part in it has its own title. */
function Part({ id, title, children }: PartProps) {
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

async function passkeyRows(requestHeaders: Headers): Promise<PasskeyRow[]> {
  const t = await texts('account')
  const days = await dayFormat()
  const passkeys = await auth().api.listPasskeys({ headers: requestHeaders })
  return passkeys.map(({ id, name, createdAt }) => ({
    id,
    name: toVisibleLine(name ?? '').trim() || t('passkeys.unnamed'),
    added: days.format(new Date(createdAt)),
  }))
}

async function sessionRows(requestHeaders: Headers, currentToken: string): Promise<SessionRow[]> {
  const t = await texts('account')
  const days = await dayFormat()
  const sessions = await auth().api.listSessions({ headers: requestHeaders })
  return sessions
    .map(({ id, token, userAgent, updatedAt }) => ({
      id,
      device: deviceOf(t, userAgent),
      lastSeen: days.format(updatedAt),
      current: token === currentToken,
      token: token === currentToken ? null : token,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}
