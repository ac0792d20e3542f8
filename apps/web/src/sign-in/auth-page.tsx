import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { sendsMail, sessionOf } from '../auth/server'
import { type OAuthProvider, readSettings } from '../env'
import formStyles from '../forms/forms.module.css'
import { CentredPage } from '../shell/centred-page'
import styles from '../shell/shell.module.css'
import { texts } from '../texts/server'
import { AuthForm } from './auth-form'
import { PasskeyButton } from './passkey-button'
import { ProviderButtons } from './provider-buttons'
import { safeNext } from './sign-in-path'

interface AuthPageProps {
  readonly mode: 'sign-in' | 'sign-up'
  readonly searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>
}

/** Why a provider's sign-in failed, by the code that Better Auth adds to the address. */
const providerFaults = new Map<string, `signIn.providerFaults.${'accountExists' | 'notConfirmed'}`>([
  ['account_not_linked', 'signIn.providerFaults.accountExists'],
  ['EMAIL_NOT_VERIFIED', 'signIn.providerFaults.notConfirmed'],
])

/** The sign-in or the sign-up page. A user who is already signed in continues to where they were going. */
export async function AuthPage({ mode, searchParams }: AuthPageProps) {
  const { next: asked, error } = await searchParams
  const t = await texts('pages')
  const next = safeNext(typeof asked === 'string' ? asked : null)
  if (await sessionOf(await headers())) redirect(next)
  const providers = Object.keys(readSettings().oauth) as OAuthProvider[]
  const query = next === '/' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <CentredPage title={mode === 'sign-in' ? t('signIn.title') : t('signUp.title')}>
      {error === undefined ? null : (
        <p className={formStyles.alert} role="alert">
          {t(providerFaults.get(String(error)) ?? 'signIn.providerFaults.other')}
        </p>
      )}
      <AuthForm mode={mode} next={next} />
      {mode === 'sign-in' ? <PasskeyButton next={next} /> : null}
      {providers.length === 0 ? null : <ProviderButtons providers={providers} next={next} />}
      <p className={styles.aside}>
        {mode === 'sign-in' ? (
          <>
            {t.rich('signIn.noAccount', { link: (words) => <Link href={`/sign-up${query}`}>{words}</Link> })}
            {sendsMail() ? (
              <>
                <br />
                <Link href="/forgot-password">{t('signIn.forgot')}</Link>
              </>
            ) : null}
          </>
        ) : (
          t.rich('signUp.hasAccount', { link: (words) => <Link href={`/sign-in${query}`}>{words}</Link> })
        )}
      </p>
    </CentredPage>
  )
}
