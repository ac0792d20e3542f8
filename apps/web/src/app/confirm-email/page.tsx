import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { confirmationOf, sendsMail, sessionOf } from '@/auth/server'
import { CentredPage } from '@/shell/centred-page'
import styles from '@/shell/shell.module.css'
import { ConfirmEmailForm } from '@/sign-in/confirm-email-form'
import { SendLinkAgain } from '@/sign-in/send-link-again'
import { SignOutFirst } from '@/sign-in/sign-out-first'
import { texts } from '@/texts/server'

// The token of the link is in the address, which must not be sent to any other site.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await texts('pages'))('confirmEmail.title'),
  referrer: 'no-referrer',
})

interface ConfirmEmailPageProps {
  readonly searchParams: Promise<{ token?: string | string[] }>
}

/** The page that the mailed link opens. Opening it changes nothing. */
export default async function ConfirmEmailPage({ searchParams }: ConfirmEmailPageProps) {
  const { token } = await searchParams
  const t = await texts('pages')
  const found = typeof token === 'string' ? await confirmationOf(token) : null
  return (
    <CentredPage title={t('confirmEmail.title')}>
      {typeof token === 'string' && found !== null ? <Confirmation token={token} {...found} /> : <NoLink />}
    </CentredPage>
  )
}

interface ConfirmationProps {
  readonly token: string
  readonly userId: string
  readonly email: string
  readonly hasPassword: boolean
}

async function Confirmation({ token, userId, email, hasPassword }: ConfirmationProps) {
  const user = (await sessionOf(await headers()))?.user
  if (user !== undefined && user.id !== userId) return <SignOutFirst current={user.email} owner={email} />
  return <ConfirmEmailForm token={token} email={email} hasPassword={hasPassword} isSignedIn={user !== undefined} />
}

async function NoLink() {
  const t = await texts('pages')
  return (
    <>
      <p>{t('confirmEmail.noLink')}</p>
      {sendsMail() ? <SendLinkAgain /> : null}
      <p className={styles.aside}>
        <Link href="/sign-in">{t('confirmEmail.signIn')}</Link>
      </p>
    </>
  )
}
