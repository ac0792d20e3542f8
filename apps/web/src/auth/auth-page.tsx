import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { type OAuthProvider, readSettings } from '../env'
import { CentredPage } from '../shell/centred-page'
import styles from '../shell/shell.module.css'
import { AuthForm } from './auth-form'
import { PasskeyButton } from './passkey-button'
import { ProviderButtons } from './provider-buttons'
import { sendsMail, sessionOf } from './server'
import { safeNext } from './sign-in-path'

interface AuthPageProps {
  readonly mode: 'sign-in' | 'sign-up'
  readonly searchParams: Promise<{ next?: string | string[] }>
}

/** The sign-in or the sign-up page; whoever is signed in already goes on to where they were going. */
export async function AuthPage({ mode, searchParams }: AuthPageProps) {
  const { next: asked } = await searchParams
  const next = safeNext(typeof asked === 'string' ? asked : null)
  if (await sessionOf(await headers())) redirect(next)
  const providers = Object.keys(readSettings().oauth) as OAuthProvider[]
  const query = next === '/' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <CentredPage title={mode === 'sign-in' ? 'Sign in' : 'Create your account'}>
      <AuthForm mode={mode} next={next} />
      {mode === 'sign-in' ? <PasskeyButton next={next} /> : null}
      {providers.length === 0 ? null : <ProviderButtons providers={providers} next={next} />}
      <p className={styles.aside}>
        {mode === 'sign-in' ? (
          <>
            New here? <Link href={`/sign-up${query}`}>Create an account</Link>
            {sendsMail() ? (
              <>
                <br />
                <Link href="/forgot-password">Forgot your password?</Link>
              </>
            ) : null}
          </>
        ) : (
          <>
            Been here before? <Link href={`/sign-in${query}`}>Sign in</Link>
          </>
        )}
      </p>
    </CentredPage>
  )
}
