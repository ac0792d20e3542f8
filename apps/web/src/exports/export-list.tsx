'use client'

import { api } from '@ownlist/client/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'
import { saveFile } from './save-file'

const formats = {
  json: { ending: 'json', type: 'application/json' },
  csv: { ending: 'csv', type: 'text/csv' },
  todoTxt: { ending: 'txt', type: 'text/plain' },
  ics: { ending: 'ics', type: 'text/calendar' },
} as const
type Format = keyof typeof formats

/**
 * Exports everything as a file, in one of several formats. The browser puts the file together from the parts that the API
 * sends.
 */
export function ExportList() {
  const t = useTranslations('transfer.export')
  const notify = useNotify()
  const { client } = api.useUtils()
  const [busy, setBusy] = useState<Format | null>(null)

  async function download(format: Format) {
    setBusy(format)
    try {
      const parts: string[] = []
      for (let cursor: string | null = null; parts.length === 0 || cursor !== null; ) {
        const part: { text: string; nextCursor: string | null } = await client.export[format].query({ cursor })
        parts.push(part.text)
        cursor = part.nextCursor
      }
      const { ending, type } = formats[format]
      saveFile(new Blob(parts, { type }), `ownlist-${new Date().toISOString().slice(0, 10)}.${ending}`)
      notify({ title: t('made', { format: t(`${format}.title`) }) })
    } catch (error) {
      notify({ title: t('failed'), description: (error as Error).message })
    }
    setBusy(null)
  }

  return (
    <section className={styles.section}>
      <ul className={styles.rows}>
        {(Object.keys(formats) as Format[]).map((format) => (
          <li key={format}>
            <span>
              {t(`${format}.title`)}
              <span className={styles.note}>{t(`${format}.why`)}</span>
            </span>
            <Button busy={busy === format} disabled={busy !== null} onClick={() => download(format)}>
              {t('download', { format: t(`${format}.title`) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
