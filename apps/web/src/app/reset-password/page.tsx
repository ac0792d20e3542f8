import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'
import styles from '@/shell/shell.module.css'
import { ResetPasswordForm } from '@/sign-in/reset-password-form'

// The token of the link is in the address, which must not be sent to any other site.
export const metadata: Metadata = { title: 'Choose a new password', referrer: 'no-referrer' }

interface ResetPasswordPageProps {
  readonly searchParams: Promise<{ token?: string | string[] }>
}

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams
  return (
    <CentredPage title="Choose a new password">
      {typeof token === 'string' ? (
        <ResetPasswordForm token={token} />
      ) : (
        <p>This link was already used or has expired.</p>
      )}
      <p className={styles.aside}>
        <Link href="/forgot-password">Request a new link</Link>
      </p>
    </CentredPage>
  )
}
