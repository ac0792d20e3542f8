// domain: tasks
import type { Metadata } from 'next'
import { ProgramList } from '@/account/program-list'
import { AppActions } from '@/history/app-actions'
import { SettingsPage } from '@/settings/settings-page'
import styles from '@/shell/page.module.css'
import { texts } from '@/texts/server'
import { programRows } from '../program-rows'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('account'))('apps.title') })

export default async function Apps() {
  const t = await texts('account')
  const { id } = await signedInUser('/apps')
  return (
    <SettingsPage userId={id} areas={['account', 'history']}>
      <h1>{t('apps.title')}</h1>
      <section className={styles.section}>
        <ProgramList programs={await programRows()} />
      </section>
      <AppActions />
    </SettingsPage>
  )
}
