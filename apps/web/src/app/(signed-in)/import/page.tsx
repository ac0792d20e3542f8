// domain: tasks
import type { Metadata } from 'next'
import { ImportForm } from '@/imports/import-form'
import { SettingsPage } from '@/settings/settings-page'
import styles from '@/shell/page.module.css'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('transfer'))('import.title') })

export default async function Import() {
  const t = await texts('transfer')
  const { id } = await signedInUser('/import')
  return (
    <SettingsPage userId={id} areas={['transfer']}>
      <div>
        <h1>{t('import.title')}</h1>
        <p className={styles.why}>{t('import.why')}</p>
      </div>
      <ImportForm />
    </SettingsPage>
  )
}
