// domain: tasks
'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useListTitles } from '../lists/use-list-titles'
import { type FieldWords, useFieldWords } from '../rows/field-words'
import styles from '../shell/page.module.css'
import { type Action, actionWords, actorWords, type Change } from './action-words'
import { UndoConflict } from './undo-conflict'
import { useUndo } from './use-undo'

/** One action: what it did, who did it, and a button that undoes it. */
export function HistoryItem({ action }: { action: Action }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const { undo, busy, conflicts, forget } = useUndo()
  const words = actionWords(t, action)
  return (
    <li>
      <div>
        <span dir="auto">{words}</span>
        <span className={styles.facts}>
          <span className={styles.note}>{actorWords(t, action)}</span>
          <time className={styles.note} dateTime={action.at}>
            {format.relativeTime(new Date(action.at), new Date())}
          </time>
        </span>
        <Changes action={action} />
      </div>
      {action.undoneBy === null ? (
        <Button busy={busy} onClick={() => undo(action.seq)} aria-label={t('undoNamed', { action: words })}>
          {action.undoes === null ? t('undo') : t('redo')}
        </Button>
      ) : (
        <span className={styles.note}>{t('isUndone')}</span>
      )}
      <UndoConflict conflicts={conflicts} onReplace={() => undo(action.seq, true)} onClose={forget} />
    </li>
  )
}

function Changes({ action: { changes, rows } }: { action: Action }) {
  const t = useTranslations('history')
  const titles = useListTitles()
  const words = useFieldWords((id) => titles.get(id))
  const isPlain = rows === 1 && changes.every(({ what, fields }) => what !== 'changed' || fields.length === 0)
  if (isPlain) return null
  return (
    <details>
      <summary className={styles.note}>{t('details')}</summary>
      <ul className={styles.note}>
        {changes.map((change) => (
          <ChangedRow key={`${change.kind} ${change.id}`} change={change} named={rows > 1} words={words} />
        ))}
        {rows > changes.length ? <li>{t('more', { count: rows - changes.length })}</li> : null}
      </ul>
    </details>
  )
}

interface ChangedRowProps {
  readonly change: Change
  /** Whether to name the row, because the action has several. */
  readonly named: boolean
  readonly words: FieldWords
}

function ChangedRow({ change: { what, title, fields }, named, words }: ChangedRowProps) {
  const t = useTranslations('history')
  const shown = what === 'changed' ? fields : []
  return (
    <li>
      {named ? <span dir="auto">{t(`did.${what}`, { what: title ?? t('untitled') })}</span> : null}
      <ul>
        {shown.map(({ name, before, after }) => (
          <li key={name} dir="auto">
            {t('change', {
              field: words.name(name),
              before: words.value(name, before),
              after: words.value(name, after),
            })}
          </li>
        ))}
      </ul>
    </li>
  )
}
