// domain: tasks
import type { Metadata } from 'next'
import { Queries } from '@/queries'
import styles from '@/shell/page.module.css'
import { SignedInPage } from '@/shell/signed-in-page'
import { StatisticsView } from '@/statistics/statistics-view'
import { PageTexts } from '@/texts/page-texts'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('statistics'))('title') })

export default async function Statistics() {
  const t = await texts('statistics')
  const { id } = await signedInUser('/statistics')
  return (
    <SignedInPage userId={id}>
      <Queries>
        <PageTexts areas={['statistics']}>
          <div className={styles.page}>
            <div>
              <h1>{t('title')}</h1>
            </div>
            <StatisticsView />
          </div>
        </PageTexts>
      </Queries>
    </SignedInPage>
  )
}
