import type { Metadata } from 'next'
import { CentredPage } from '@/shell/centred-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('pages'))('offline.title') })

/** The service worker shows it for a page that needs the network. */
export default async function Offline() {
  const t = await texts('pages')
  return (
    <CentredPage title={t('offline.title')}>
      {/* A link that loads the page: what the scripts need may not be there. */}
      <p>{t.rich('offline.why', { link: (words) => <a href="/">{words}</a> })}</p>
    </CentredPage>
  )
}
