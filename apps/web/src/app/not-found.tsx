import type { Metadata } from 'next'
import Link from 'next/link'
import { CentredPage } from '@/shell/centred-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('pages'))('notFound.title') })

export default async function NotFound() {
  const t = await texts('pages')
  const kept = await texts('kept')
  return (
    <CentredPage title={t('notFound.title')}>
      <p>{t.rich('notFound.why', { home: kept('home'), link: (words) => <Link href="/">{words}</Link> })}</p>
    </CentredPage>
  )
}
