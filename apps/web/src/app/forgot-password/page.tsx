import type { Metadata } from 'next'
import Link from 'next/link'
import { outbox, sendsMail } from '@/auth/server'
import { CentredPage } from '@/shell/centred-page'
import styles from '@/shell/shell.module.css'
import { ForgotPasswordForm } from '@/sign-in/forgot-password-form'

export const metadata: Metadata = { title: 'Forgot your password?' }
export const dynamic = 'force-dynamic'

export default function ForgotPasswordPage() {
  return (
    <CentredPage title="Forgot your password?">
      {sendsMail() ? (
        <ForgotPasswordForm />
      ) : (
        <p>This server sends no mail, so nobody can prove who they are by a link. Ask whoever runs it.</p>
      )}
      <p className={styles.aside}>
        {outbox() === null ? null : (
          <>
            Mail stays on this machine: <Link href="/outbox">Outbox</Link>.{' '}
          </>
        )}
        Remembered it? <Link href="/sign-in">Sign in</Link>
      </p>
    </CentredPage>
  )
}
