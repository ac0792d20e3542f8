import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'
import styles from '@/shell/shell.module.css'
import { ResetPasswordForm } from '@/sign-in/reset-password-form'
import { texts } from '@/texts/server'

// The token of the link is in the address, which must not be sent to any other site.
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await texts('pages'))('resetPassword.title'),
  referrer: 'no-referrer',
})

interface ResetPasswordPageProps {
  readonly searchParams: Promise<{ token?: string | string[] }>
}

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams
  const t = await texts('pages')
  return (
    <CentredPage title={t('resetPassword.title')}>
      {typeof token === 'string' ? <ResetPasswordForm token={token} /> : <p>{t('resetPassword.noLink')}</p>}
      <p className={styles.aside}>
        <Link href="/forgot-password">{t('resetPassword.newLink')}</Link>
      </p>
    </CentredPage>
  )
}
