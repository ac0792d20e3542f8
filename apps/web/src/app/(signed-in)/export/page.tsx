// domain: tasks
import type { Metadata } from 'next'
import { ExportList } from '@/exports/export-list'
import { SettingsPage } from '@/settings/settings-page'
import styles from '@/shell/page.module.css'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('transfer'))('export.title') })

export default async function Export() {
  const t = await texts('transfer')
  const { id } = await signedInUser('/export')
  return (
    <SettingsPage userId={id} areas={['transfer']}>
      <div>
        <h1>{t('export.title')}</h1>
        <p className={styles.why}>{t('export.why')}</p>
      </div>
      <ExportList />
    </SettingsPage>
  )
}
