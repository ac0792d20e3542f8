'use client'

import type { RouterInputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl/react'
import { SelectField } from '../forms/select-field'
import { useListTitles } from '../lists/use-list-titles'
import { keepLooks } from '../looks/keep-looks'
import { ListFault, ListSkeleton } from '../rows/list-states'
import { useSession } from '../session-provider'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'
import { locales } from '../texts/locale'
import { deviceZone } from '../views/clock'
import { timeZones, weekdays } from './choices'
import { keepChoices } from './personal'

type Changes = RouterInputs['preferences']['update']

/** What a person has chosen for all devices. Each choice is saved at once. */
export function PreferencesForm() {
  const t = useTranslations('settings')
  const locale = useLocale()
  const lists = useListTitles()
  const { data: preferences, error, refetch } = api.preferences.get.useQuery()
  const choose = useChoose()
  if (error !== null && preferences === undefined)
    return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  // The server knows neither the device's time zone nor the zones that the browser supports.
  if (preferences === undefined) return <ListSkeleton label={t('loading')} />
  const { language, timeZone, weekStart, defaultListId } = preferences
  return (
    <section className={styles.section} aria-labelledby="everywhere">
      <h2 id="everywhere">{t('everywhere')}</h2>
      <SelectField
        label={t('language')}
        value={language ?? ''}
        onChange={({ target }) => choose({ language: locales.find((one) => one === target.value) ?? null })}
        options={[['', t('browserLanguage')], ...locales.map((one) => [one, t(`languages.${one}`)] as const)]}
      />
      <SelectField
        label={t('timeZone')}
        hint={t('zoneHint')}
        value={timeZone ?? ''}
        onChange={({ target }) => choose({ timeZone: target.value || null })}
        options={[
          ['', t('deviceZone', { zone: deviceZone() })],
          ...timeZones(timeZone).map((zone) => [zone, zone] as const),
        ]}
      />
      <SelectField
        label={t('weekStart')}
        value={String(weekStart ?? '')}
        onChange={({ target }) => choose({ weekStart: Number(target.value) || null })}
        options={[['', t('usualDay')], ...weekdays(locale)]}
      />
      <SelectField
        label={t('defaultList')}
        value={defaultListId !== null && lists.has(defaultListId) ? defaultListId : ''}
        onChange={({ target }) => choose({ defaultListId: target.value || null })}
        options={[['', t('noList')], ...lists]}
      />
    </section>
  )
}

/** Shows a choice at once, and saves it. If that fails, the page shows what is saved. */
function useChoose(): (changes: Changes) => void {
  const t = useTranslations('settings')
  const notify = useNotify()
  const router = useRouter()
  const { owner } = useSession()
  const { preferences } = api.useUtils()
  const { mutate } = api.preferences.update.useMutation({
    async onMutate(changes) {
      await preferences.get.cancel()
      preferences.get.setData(undefined, (before) => before && { ...before, ...changes })
    },
    onSuccess(saved, { language }) {
      preferences.get.setData(undefined, saved)
      keepChoices(owner(), saved)
      // No notice is needed: the page itself changes its language.
      if (language === undefined) return notify({ title: t('saved'), timeout: 2_000 })
      keepLooks({ language })
      router.refresh()
    },
    onError(error) {
      notify({ title: t('notSaved'), description: error.message })
      void preferences.get.invalidate()
    },
  })
  return mutate
}
