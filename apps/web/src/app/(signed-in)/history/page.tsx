// domain: tasks
import type { Metadata } from 'next'
import { HistoryList } from '@/history/history-list'
import { Queries } from '@/queries'
import styles from '@/shell/page.module.css'
import { SignedInPage } from '@/shell/signed-in-page'
import { PageTexts } from '@/texts/page-texts'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('history'))('title') })

export default async function History() {
  const t = await texts('history')
  const { id } = await signedInUser('/history')
  return (
    <SignedInPage userId={id}>
      <Queries>
        <PageTexts areas={['history']}>
          <div className={styles.page}>
            <div>
              <h1>{t('title')}</h1>
              <p className={styles.why}>{t('why')}</p>
            </div>
            <HistoryList />
          </div>
        </PageTexts>
      </Queries>
    </SignedInPage>
  )
}
