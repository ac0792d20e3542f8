'use client'

import { api } from '@ownlist/client/react'
import { useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { ListFault, ListSkeleton } from '../rows/list-states'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'

/** The private calendar of a person. Its address is shown only once, when it is created. */
export function CalendarFeed({ apiUrl }: { apiUrl: string }) {
  const t = useTranslations('transfer.calendar')
  const notify = useNotify()
  const format = useFormatter()
  const { feed } = api.useUtils()
  const { data, error, refetch } = api.feed.get.useQuery()
  const [address, setAddress] = useState<string | null>(null)
  const onError = ({ message }: { message: string }) => notify({ title: t('failed'), description: message })
  const rotate = api.feed.rotate.useMutation({
    onSuccess({ path, createdAt }) {
      setAddress(`${apiUrl.replace(/\/$/, '')}${path}`)
      feed.get.setData(undefined, { createdAt })
    },
    onError,
  })
  const disable = api.feed.disable.useMutation({
    onSuccess() {
      setAddress(null)
      feed.get.setData(undefined, { createdAt: null })
      notify({ title: t('disabled') })
    },
    onError,
  })
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('title')} />
  const { createdAt } = data
  return (
    <section className={styles.section}>
      {address === null ? (
        <p>
          {createdAt === null
            ? t('none')
            : t('since', { day: format.dateTime(new Date(createdAt), { dateStyle: 'medium' }) })}
        </p>
      ) : (
        <Address address={address} />
      )}
      <div className={styles.actions}>
        <Button
          look={createdAt === null ? 'primary' : 'plain'}
          busy={rotate.isPending}
          onClick={() => rotate.mutate()}
          aria-describedby={createdAt === null ? undefined : 'rotate-why'}
        >
          {createdAt === null ? t('create') : t('rotate')}
        </Button>
        {createdAt === null ? null : (
          <Button look="danger" busy={disable.isPending} onClick={() => disable.mutate()}>
            {t('disable')}
          </Button>
        )}
      </div>
      {createdAt === null ? null : (
        <p id="rotate-why" className={styles.note}>
          {t('rotateWhy')}
        </p>
      )}
    </section>
  )
}

function Address({ address }: { address: string }) {
  const t = useTranslations('transfer.calendar')
  const notify = useNotify()
  const field = useRef<HTMLInputElement>(null)

  async function copy() {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(address)
      notify({ title: t('copied') })
    } catch {
      notify({ title: t('notCopied') })
    }
  }

  return (
    <>
      <div className={styles.secret}>
        <input
          ref={field}
          readOnly
          dir="ltr"
          aria-label={t('address')}
          value={address}
          onFocus={({ target }) => target.select()}
        />
        <Button onClick={copy}>{t('copy')}</Button>
      </div>
      <p role="status">{t('once')}</p>
    </>
  )
}
