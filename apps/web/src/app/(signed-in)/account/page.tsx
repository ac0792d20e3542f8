import { toVisibleLine } from '@ownlist/text'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
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
import { PageTexts } from '@/texts/page-texts'
import { requestLocale } from '@/texts/request-locale'
import { texts } from '@/texts/server'

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
    <section className={styles.section} aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkeys.title')}</h2>
      <Passkeys
        passkeys={await passkeyRows(requestHeaders)}
        device={deviceOf(t, requestHeaders.get('user-agent'))}
        inReview={reviewsPasskeys}
      />
    </section>
  )
  return (
    <SignedInPage userId={user.id}>
      <PageTexts areas={['account']}>
        <div className={styles.page}>
          <h1>{t('title')}</h1>
          {reviewsPasskeys ? passkeySection : null}
          <section className={styles.section} aria-labelledby="you">
            <h2 id="you">{t('profile')}</h2>
            <p>
              {t.rich(user.emailVerified ? 'confirmedEmail' : 'email', {
                email: user.email,
                note: (words) => <span className={styles.note}>{words}</span>,
              })}
            </p>
            <NameForm name={toVisibleLine(user.name)} />
          </section>
          {hasPassword ? (
            <>
              <section className={styles.section} aria-labelledby="password">
                <h2 id="password">{t('password.title')}</h2>
                <PasswordForm />
              </section>
              <section className={styles.section} aria-labelledby="second-factor">
                <h2 id="second-factor">{t('secondFactor.title')}</h2>
                <SecondFactor enabled={user.twoFactorEnabled ?? false} />
              </section>
            </>
          ) : null}
          {reviewsPasskeys ? null : passkeySection}
          <section className={styles.section} aria-labelledby="sessions">
            <h2 id="sessions">{t('sessions.title')}</h2>
            <SessionList sessions={await sessionRows(requestHeaders, session.session.token)} />
          </section>
          <section className={styles.section} aria-labelledby="programs">
            <h2 id="programs">{t('apps.title')}</h2>
            <ProgramList programs={await programRows(requestHeaders)} />
          </section>
          <section className={styles.section} aria-labelledby="delete">
            <h2 id="delete">{t('deletion.title')}</h2>
            <p>{t('deletion.why')}</p>
            <DeleteAccount asksPassword={hasPassword} asksCode={user.twoFactorEnabled ?? false} />
          </section>
        </div>
      </PageTexts>
    </SignedInPage>
  )
}

/** Formats a day in the language of the request. */
async function dayFormat(): Promise<Intl.DateTimeFormat> {
  return new Intl.DateTimeFormat(await requestLocale(), { dateStyle: 'medium' })
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

async function programRows(requestHeaders: Headers): Promise<ProgramRow[]> {
  const t = await texts('account')
  const kept = await texts('kept')
  const days = await dayFormat()
  const inOneLine = new Intl.ListFormat(await requestLocale(), { type: 'unit' })
  const programs = await auth().api.listPrograms({ headers: requestHeaders })
  return programs.map(({ id, name, rights, listId, lastSeen }) => ({
    id,
    name: toVisibleLine(name),
    may: t('apps.may', { rights: inOneLine.format(rights.map((right) => kept(`may.${right}`))) }),
    listId,
    lastSeen: days.format(lastSeen),
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
