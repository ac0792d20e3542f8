import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { outbox } from '@/auth/server'
import { readSettings } from '@/env'
import styles from '@/mail/outbox.module.css'
import { CentredPage } from '@/shell/centred-page'

export const metadata: Metadata = { title: 'Outbox' }
export const dynamic = 'force-dynamic'

/** The mail that this machine would have sent if it had a mail server. */
export default async function OutboxPage() {
  const box = outbox()
  // The domain of another site may be pointed at this machine. Its pages must not read the mail here.
  const isHere = (await headers()).get('host') === new URL(readSettings().webUrl).host
  if (box === null || !isHere) notFound()
  return (
    <CentredPage title="Outbox">
      <p className={styles.note}>
        No mail server is set (SMTP_URL), so mail is shown here. It is lost when Ownlist stops.
      </p>
      {box.mails.length === 0 ? <p>No mail has been sent yet.</p> : null}
      <ol className={styles.mails} aria-label="Mails">
        {box.mails.map(({ to, subject, text, sentAt }) => (
          <li key={`${sentAt.getTime()} ${text}`}>
            <h2>{subject}</h2>
            <p className={styles.note}>
              To {to}, <time dateTime={sentAt.toISOString()}>{sentAt.toISOString().slice(11, 19)} UTC</time>
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
