import type { Metadata } from 'next'
import { CentredPage } from '@/shell/centred-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('pages'))('offline.title') })

/** The service worker shows this in place of a page that needs the network. */
export default async function Offline() {
  const t = await texts('pages')
  return (
    <CentredPage title={t('offline.title')}>
      {/* This is a plain link, which loads the page: the scripts for anything else may be missing. */}
      <p>{t.rich('offline.why', { link: (words) => <a href="/">{words}</a> })}</p>
    </CentredPage>
  )
}
