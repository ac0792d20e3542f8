// domain: tasks
import type { Metadata } from 'next'
import { readSettings } from '@/env'
import { CalendarFeed } from '@/feeds/calendar-feed'
import { SettingsPage } from '@/settings/settings-page'
import styles from '@/shell/page.module.css'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('transfer'))('calendar.title') })

export default async function Calendar() {
  const t = await texts('transfer')
  const { id } = await signedInUser('/calendar')
  return (
    <SettingsPage userId={id} areas={['transfer']}>
      <div>
        <h1>{t('calendar.title')}</h1>
        <p className={styles.why}>{t('calendar.why')}</p>
      </div>
      <CalendarFeed apiUrl={readSettings().apiUrl} />
    </SettingsPage>
  )
}
