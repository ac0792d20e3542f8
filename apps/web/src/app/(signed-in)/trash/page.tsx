import type { Metadata } from 'next'
import { Queries } from '@/queries'
import styles from '@/shell/page.module.css'
import { SignedInPage } from '@/shell/signed-in-page'
import { PageTexts } from '@/texts/page-texts'
import { texts } from '@/texts/server'
import { TrashList } from '@/trash/trash-list'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('trash'))('title') })

export default async function Trash() {
  const t = await texts('trash')
  const { id } = await signedInUser('/trash')
  return (
    <SignedInPage userId={id}>
      <Queries>
        <PageTexts areas={['trash']}>
          <div className={styles.page}>
            <div>
              <h1>{t('title')}</h1>
              <p className={styles.why}>{t('why')}</p>
            </div>
            <TrashList />
          </div>
        </PageTexts>
      </Queries>
    </SignedInPage>
  )
}
