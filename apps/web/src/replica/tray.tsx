'use client'

import type { TrayEntry } from '@ownlist/client/offline'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useFieldWords } from '../rows/field-words'
import * as kinds from './kinds'
import { type Replica, useOutbox, useReplica } from './replica'
import styles from './tray.module.css'

/**
 * The changes that wait for a decision: those that the API has refused, and those to a field that was changed elsewhere at
 * the same time.
 */
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
  const replica = useReplica()
  const words = useFieldWords((id) => titleIn(replica, id))
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
            <th scope="row">{words.name(name)}</th>
            <td dir="auto">{words.value(name, ours[name])}</td>
            <td dir="auto">{words.value(name, theirs[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The title of the row here, or the title that the change would give it. */
function titleOf({ kind, id, change }: TrayEntry, replica: Replica): string | null {
  const row: object = replica.get(kind as never, id) ?? {}
  const given = change.type === 'create' ? change.input.title : 'title' in row && row.title
  return typeof given === 'string' ? given : null
}

/** The title of any row on this device. Ids are unique among all kinds. */
function titleIn(replica: Replica, id: string): string | undefined {
  for (const kind of Object.keys(kinds)) {
    const row: object = replica.get(kind as never, id) ?? {}
    if ('title' in row && typeof row.title === 'string') return row.title
  }
  return undefined
}
