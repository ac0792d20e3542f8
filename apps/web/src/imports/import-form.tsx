'use client'

import Link from 'next/link'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import styles from '../shell/page.module.css'
import { ImportPreview } from './import-preview'
import { type Fault, type ImportState, useImport } from './use-import'

/** Imports a file. It is read and previewed first, then the person imports it or cancels. */
export function ImportForm() {
  const { state, read, run, cancel, again } = useImport()
  switch (state.step) {
    case 'choose':
      return <ChooseFile state={state} onFile={read} />
    case 'reading':
      return <Reading name={state.name} share={state.share} onCancel={() => cancel()} />
    case 'preview':
      return (
        <ImportPreview
          name={state.name}
          preview={state.preview}
          onRun={() => run(state.importId, state.preview.tasks)}
          onCancel={() => cancel(state.importId)}
        />
      )
    case 'running':
      return <Running rows={state.rows} of={state.of} onCancel={() => cancel(state.importId)} />
    case 'done':
      return <Done state={state} onAgain={again} />
  }
}

interface ChooseFileProps {
  readonly state: Extract<ImportState, { step: 'choose' }>
  readonly onFile: (file: File) => void
}

const faults = {
  tooLarge: 'tooLarge',
  notRead: 'notRead',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<Fault, string>

function ChooseFile({ state: { fault, reason }, onFile }: ChooseFileProps) {
  const t = useTranslations('transfer.import')
  const id = useId()
  return (
    <section className={styles.section}>
      {fault === undefined ? null : (
        <p className={fault === 'cancelled' ? formStyles.hint : formStyles.alert} role="alert">
          {t(faults[fault])}
          {reason === undefined ? null : (
            <>
              <br />
              <span dir="auto">{reason}</span>
            </>
          )}
        </p>
      )}
      <div className={formStyles.field}>
        <label htmlFor={id}>{t('choose')}</label>
        <div className={formStyles.control}>
          <input
            id={id}
            type="file"
            aria-describedby={`${id}-hint`}
            accept=".json,.csv,.ics,.txt,.zip,.tsv,.html,text/*,application/json,application/zip"
            onChange={({ target: { files } }) => files?.[0] && onFile(files[0])}
          />
        </div>
        <p id={`${id}-hint`} className={formStyles.hint}>
          {t('largest')}
        </p>
      </div>
    </section>
  )
}

function Reading({ name, share, onCancel }: { name: string; share: number; onCancel: () => void }) {
  const t = useTranslations('transfer.import')
  const id = useId()
  return (
    <section className={styles.section}>
      <p id={id} role="status" dir="auto">
        {t('reading', { name })}
      </p>
      <progress className={styles.progress} value={share} aria-labelledby={id} />
      <div>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

function Running({ rows, of, onCancel }: { rows: number; of: number; onCancel: () => void }) {
  const t = useTranslations('transfer.import')
  const id = useId()
  return (
    <section className={styles.section}>
      <p id={id} role="status">
        {t('running', { rows, of })}
      </p>
      <progress className={styles.progress} value={of === 0 ? undefined : rows / of} aria-labelledby={id} />
      <div>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

interface DoneProps {
  readonly state: Extract<ImportState, { step: 'done' }>
  readonly onAgain: () => void
}

function Done({ state: { tasks, repeated }, onAgain }: DoneProps) {
  const t = useTranslations('transfer.import')
  return (
    <section className={styles.section}>
      <h2 role="status">{repeated ? t('repeated') : t('done', { count: tasks })}</h2>
      <p>{t.rich('undoHint', { link: (words) => <Link href="/history">{words}</Link> })}</p>
      <div className={styles.actions}>
        <Link href="/">{t('toTasks')}</Link>
        <Button onClick={onAgain}>{t('other')}</Button>
      </div>
    </section>
  )
}
