// domain: tasks
'use client'

import { api } from '@ownlist/client/react'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { ListFault, ListSkeleton } from '../rows/list-states'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'
import { deviceZone } from '../views/clock'
import { currentSubscription, pushStateOf, subscribe } from './push-state'

/** Turns the notifications of this browser on and off, and shows which browsers have them. */
export function PushSettings() {
  const t = useTranslations('reminders')
  const { data, error, refetch } = api.push.list.useQuery()
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('title')} />
  return (
    <>
      <ThisBrowser publicKey={data.publicKey} services={data.items} />
      <Subscriptions items={data.items} />
    </>
  )
}

interface Subscription {
  readonly id: string
  readonly service: string
  readonly createdAt: string
}

interface ThisBrowserProps {
  readonly publicKey: string | null
  readonly services: readonly Subscription[]
}

function ThisBrowser({ publicKey, services }: ThisBrowserProps) {
  const t = useTranslations('reminders')
  const state = pushStateOf(publicKey)
  const { isOn, busy, turnOn, turnOff } = usePush(services)
  const possible = state === 'granted' || state === 'default'
  return (
    <section className={styles.section}>
      <p role="status">{isOn ? t('on') : t('off')}</p>
      {state === 'granted' ? null : <p className={styles.why}>{t(`states.${state}`)}</p>}
      {possible && publicKey !== null ? (
        <div>
          {isOn ? (
            <Button busy={busy} onClick={turnOff}>
              {t('turnOff')}
            </Button>
          ) : (
            <Button look="primary" busy={busy} onClick={() => turnOn(publicKey)}>
              {t('turnOn')}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  )
}

/** The subscription of this browser. The API stores it and never returns its address, so the browser remembers the id. */
function usePush(known: readonly Subscription[]) {
  const t = useTranslations('reminders')
  const notify = useNotify()
  const { push } = api.useUtils()
  const own = useQuery({ queryKey: ['push-subscription'], queryFn: currentSubscription })
  const add = api.push.subscribe.useMutation()
  const remove = api.push.unsubscribe.useMutation()
  const id = ownId()
  const isOn = own.data != null && known.some((one) => one.id === id)

  async function change(work: () => Promise<void>, done: 'turnedOn' | 'turnedOff') {
    try {
      await work()
      notify({ title: t(done) })
    } catch {
      notify({ title: t('failed'), description: t('failedHint') })
    }
    await Promise.all([own.refetch(), push.list.invalidate()])
  }

  return {
    isOn,
    busy: add.isPending || remove.isPending,
    turnOn: (publicKey: string) =>
      change(async () => {
        const { endpoint, keys } = (await subscribe(publicKey)).toJSON()
        const { p256dh = '', auth = '' } = keys ?? {}
        const row = await add.mutateAsync({ endpoint: endpoint ?? '', keys: { p256dh, auth }, timeZone: deviceZone() })
        localStorage.setItem(idKey, row.id)
      }, 'turnedOn'),
    turnOff: () =>
      change(async () => {
        if (id !== null) await remove.mutateAsync({ id })
        localStorage.removeItem(idKey)
        await own.data?.unsubscribe()
      }, 'turnedOff'),
  }
}

const idKey = 'ownlist-push'
const ownId = () => localStorage.getItem(idKey)

function Subscriptions({ items }: { items: readonly Subscription[] }) {
  const t = useTranslations('reminders')
  const format = useFormatter()
  const { push } = api.useUtils()
  const { mutate, isPending, variables } = api.push.unsubscribe.useMutation({ onSettled: () => push.list.invalidate() })
  if (items.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="subscriptions">
      <h2 id="subscriptions">{t('others')}</h2>
      <ul className={styles.rows}>
        {items.map(({ id, service, createdAt }) => (
          <li key={id}>
            <span>
              {t('service', { service, day: format.dateTime(new Date(createdAt), { dateStyle: 'medium' }) })}
              {id === ownId() ? <span className={styles.note}>{t('thisBrowser')}</span> : null}
            </span>
            <Button
              busy={isPending && variables?.id === id}
              onClick={() => mutate({ id })}
              aria-label={t('removeNamed', { service })}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
