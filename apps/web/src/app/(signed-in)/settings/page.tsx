// domain: tasks
import type { Metadata } from 'next'
import { requestLooks } from '@/looks/request-looks'
import { LooksForm } from '@/preferences/looks-form'
import { PreferencesForm } from '@/preferences/preferences-form'
import { SettingsPage } from '@/settings/settings-page'
import { texts } from '@/texts/server'
import { signedInUser } from '../signed-in-user'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('settings'))('title') })

export default async function Settings() {
  const t = await texts('settings')
  const { id } = await signedInUser('/settings')
  return (
    <SettingsPage userId={id}>
      <h1>{t('title')}</h1>
      <PreferencesForm />
      <LooksForm looks={await requestLooks()} />
    </SettingsPage>
  )
}
