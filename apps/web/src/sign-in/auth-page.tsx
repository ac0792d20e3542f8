import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { sendsMail, sessionOf } from '../auth/server'
import { type OAuthProvider, readSettings } from '../env'
import formStyles from '../forms/forms.module.css'
import { CentredPage } from '../shell/centred-page'
import styles from '../shell/shell.module.css'
import { AuthForm } from './auth-form'
import { PasskeyButton } from './passkey-button'
import { ProviderButtons } from './provider-buttons'
import { safeNext } from './sign-in-path'

interface AuthPageProps {
  readonly mode: 'sign-in' | 'sign-up'
  readonly searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>
}

/** Why a provider's sign-in failed, by the code that Better Auth adds to the address. */
const providerFaults: Readonly<Record<string, string>> = {
  account_not_linked:
    'An account with this e-mail address already exists. Sign in with your password. If you do not know it, or have not confirmed the address yet, use “Forgot your password?”.',
  EMAIL_NOT_VERIFIED:
    'The provider has not confirmed your e-mail address. Open the link in the mail that we sent you, then sign in.',
}

/** The sign-in or the sign-up page. A user who is already signed in continues to where they were going. */
export async function AuthPage({ mode, searchParams }: AuthPageProps) {
  const { next: asked, error } = await searchParams
  const next = safeNext(typeof asked === 'string' ? asked : null)
  if (await sessionOf(await headers())) redirect(next)
  const providers = Object.keys(readSettings().oauth) as OAuthProvider[]
  const query = next === '/' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <CentredPage title={mode === 'sign-in' ? 'Sign in' : 'Create your account'}>
      {error === undefined ? null : (
        <p className={formStyles.alert} role="alert">
          {providerFaults[String(error)] ??
            'Signing in with that provider did not work. Try again, or use your e-mail.'}
        </p>
      )}
      <AuthForm mode={mode} next={next} />
      {mode === 'sign-in' ? <PasskeyButton next={next} /> : null}
      {providers.length === 0 ? null : <ProviderButtons providers={providers} next={next} />}
      <p className={styles.aside}>
        {mode === 'sign-in' ? (
          <>
            No account yet? <Link href={`/sign-up${query}`}>Create an account</Link>
            {sendsMail() ? (
              <>
                <br />
                <Link href="/forgot-password">Forgot your password?</Link>
              </>
            ) : null}
          </>
        ) : (
          <>
            Already have an account? <Link href={`/sign-in${query}`}>Sign in</Link>
          </>
        )}
      </p>
    </CentredPage>
  )
}
