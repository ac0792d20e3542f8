// domain: tasks
import type { Metadata } from 'next'
import { PushSettings } from '@/reminders/push-settings'
import { SettingsPage } from '@/settings/settings-page'
import styles from '@/shell/page.module.css'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('reminders'))('title') })

export default async function Notifications() {
  const t = await texts('reminders')
  const { id } = await signedInUser('/notifications')
  return (
    <SettingsPage userId={id} areas={['reminders']}>
      <div>
        <h1>{t('title')}</h1>
        <p className={styles.why}>{t('why')}</p>
      </div>
      <PushSettings />
    </SettingsPage>
  )
}
