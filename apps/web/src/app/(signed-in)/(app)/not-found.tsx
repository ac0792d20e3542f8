import { headers } from 'next/headers'
import Link from 'next/link'
import { sessionOf } from '@/auth/server'
import styles from '@/rows/rows.module.css'
import { CentredPage } from '@/shell/centred-page'
import { texts } from '@/texts/server'

/** The page for an address that does not exist. A signed-in user sees it within the app's frame, a guest as a page of its own. */
export default async function NotFound() {
  const t = await texts('pages')
  const kept = await texts('kept')
  const words = <p>{t.rich('notFound.why', { home: kept('home'), link: (words) => <Link href="/">{words}</Link> })}</p>
  if ((await sessionOf(await headers())) === null) return <CentredPage title={t('notFound.title')}>{words}</CentredPage>
  return (
    <div className={styles.page}>
      <h1>{t('notFound.title')}</h1>
      {words}
    </div>
  )
}
