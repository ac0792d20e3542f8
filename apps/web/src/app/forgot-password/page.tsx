import type { Metadata } from 'next'
import Link from 'next/link'
import { outbox, sendsMail } from '@/auth/server'
import { CentredPage } from '@/shell/centred-page'
import styles from '@/shell/shell.module.css'
import { ForgotPasswordForm } from '@/sign-in/forgot-password-form'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await texts('pages'))('forgotPassword.title'),
})
export const dynamic = 'force-dynamic'

export default async function ForgotPasswordPage() {
  const t = await texts('pages')
  return (
    <CentredPage title={t('forgotPassword.title')}>
      {sendsMail() ? <ForgotPasswordForm /> : <p>{t('forgotPassword.noMail')}</p>}
      <p className={styles.aside}>
        {outbox() === null ? null : (
          <>{t.rich('forgotPassword.outbox', { link: (words) => <Link href="/outbox">{words}</Link> })} </>
        )}
        {t.rich('forgotPassword.remembered', { link: (words) => <Link href="/sign-in">{words}</Link> })}
      </p>
    </CentredPage>
  )
}
