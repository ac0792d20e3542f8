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
        <p>This server sends no mail, so it cannot send you a link. Ask its operator for help.</p>
      )}
      <p className={styles.aside}>
        {outbox() === null ? null : (
          <>
            Mail is kept on this machine: <Link href="/outbox">Outbox</Link>.{' '}
          </>
        )}
        Remember your password? <Link href="/sign-in">Sign in</Link>
      </p>
    </CentredPage>
  )
}
