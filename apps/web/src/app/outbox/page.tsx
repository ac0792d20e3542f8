import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { outbox } from '@/auth/server'
import { readSettings } from '@/env'
import styles from '@/mail/outbox.module.css'
import { CentredPage } from '@/shell/centred-page'
import { texts } from '@/texts/server'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await texts('pages'))('outbox.title') })
export const dynamic = 'force-dynamic'

/** The mail that this machine would have sent if it had a mail server. */
export default async function OutboxPage() {
  const t = await texts('pages')
  const box = outbox()
  // The domain of another site may be pointed at this machine. Its pages must not read the mail here.
  const isHere = (await headers()).get('host') === new URL(readSettings().webUrl).host
  if (box === null || !isHere) notFound()
  return (
    <CentredPage title={t('outbox.title')}>
      <p className={styles.note}>{t('outbox.why')}</p>
      {box.mails.length === 0 ? <p>{t('outbox.none')}</p> : null}
      <ol className={styles.mails} aria-label={t('outbox.mails')}>
        {box.mails.map(({ to, subject, text, sentAt }) => (
          <li key={`${sentAt.getTime()} ${text}`}>
            <h2>{subject}</h2>
            <p className={styles.note}>
              {t.rich('outbox.to', {
                address: to,
                sent: sentAt.toISOString().slice(11, 19),
                time: (words) => <time dateTime={sentAt.toISOString()}>{words}</time>,
              })}
            </p>
            <p className={styles.text}>
              {text.split(/(https?:\/\/\S+)/).map((part) =>
                /^https?:/.test(part) ? (
                  <a key={part} href={part}>
                    {part}
                  </a>
                ) : (
                  part
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
    </CentredPage>
  )
}
