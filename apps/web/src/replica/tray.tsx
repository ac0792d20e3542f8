'use client'

import type { TrayEntry } from '@ownlist/client/offline'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { type Replica, useOutbox, useReplica } from './replica'
import styles from './tray.module.css'

/** Changes that wait for a decision: what the API has refused, and what was changed elsewhere at the same time. */
export function Tray() {
  const t = useTranslations('replica.tray')
  const replica = useReplica()
  const { tray } = useOutbox()
  if (tray.length === 0) return null
  return (
    <section className={styles.tray} aria-label={t('label')}>
      <h2>{t('title', { count: tray.length })}</h2>
      <ul>
        {tray.map((entry) => (
          <li key={entry.n}>
            <Question entry={entry} replica={replica} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Question({ entry, replica }: { entry: TrayEntry; replica: Replica }) {
  const t = useTranslations('replica.tray')
  const title = titleOf(entry, replica)
  const { state, n } = entry
  const answer = (how: 'ours' | 'theirs') => void replica.resolve(n, how)
  return (
    <>
      <p>
        <strong dir="auto">{title === null ? t('row') : t('rowTitled', { title })}</strong>{' '}
        {state.name === 'conflict' ? t('conflict') : state.name === 'blocked' ? t('blocked') : state.message}
      </p>
      {state.name === 'conflict' && entry.change.type === 'update' ? (
        <Versions ours={entry.change.fields} theirs={state.theirs} />
      ) : null}
      {state.name === 'blocked' ? null : (
        <div className={styles.answers}>
          <Button onClick={() => answer('ours')}>{t(state.name === 'conflict' ? 'keepMine' : 'tryAgain')}</Button>
          <Button onClick={() => answer('theirs')}>{t(state.name === 'conflict' ? 'useOther' : 'giveUp')}</Button>
        </div>
      )}
    </>
  )
}

interface VersionsProps {
  readonly ours: Readonly<Record<string, unknown>>
  readonly theirs: Readonly<Record<string, unknown>>
}

/** Both versions of each field, side by side. */
function Versions({ ours, theirs }: VersionsProps) {
  const t = useTranslations('replica.tray')
  return (
    <table className={styles.versions}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('mine')}</th>
          <th scope="col">{t('other')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.keys(theirs).map((name) => (
          <tr key={name}>
            <th scope="row">{isField(name) ? t(`fields.${name}`) : name}</th>
            <td dir="auto">{shown(ours[name]) ?? t('nothing')}</td>
            <td dir="auto">{shown(theirs[name]) ?? t('nothing')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const fields = [
  'title',
  'position',
  // domain: tasks {
  'notes',
  'completedAt',
  'dueOn',
  'dueTime',
  'deadlineOn',
  'priority',
  'listId',
  'sectionId',
  'recurrence',
  'query',
  // domain: tasks }
] as const

const isField = (name: string): name is (typeof fields)[number] => fields.some((known) => known === name)

const shown = (value: unknown): string | null =>
  value === null || value === undefined || value === ''
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/** What the row is called here, or was to be called. */
function titleOf({ kind, id, change }: TrayEntry, replica: Replica): string | null {
  const row: object = replica.get(kind as never, id) ?? {}
  const given = change.type === 'create' ? change.input.title : 'title' in row && row.title
  return typeof given === 'string' ? given : null
}
