import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { outbox } from '@/auth/server'
import styles from '@/mail/outbox.module.css'
import { CentredPage } from '@/shell/centred-page'

export const metadata: Metadata = { title: 'Outbox' }
export const dynamic = 'force-dynamic'

/** The mail that this machine would have sent, had it a mail server. */
export default function OutboxPage() {
  const box = outbox()
  if (box === null) notFound()
  return (
    <CentredPage title="Outbox">
      <p className={styles.note}>
        No mail server is set (SMTP_URL), so mail ends here, and is forgotten when Ownlist stops.
      </p>
      {box.mails.length === 0 ? <p>Nothing was sent yet.</p> : null}
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
