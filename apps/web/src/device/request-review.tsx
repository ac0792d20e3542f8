'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Access } from '../access/access'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from '../sign-in/auth-client'
import styles from './device.module.css'

// domain: tasks {

import { ListTitle } from '../lists/list-title'
import { ListChoice } from './list-choice'

// domain: tasks }

interface RequestReviewProps {
  readonly userCode: string
  /** The program's own name. */
  readonly program: string
  /** What it requests. */
  readonly access: Access
  /** Whose data it is about. */
  readonly email: string
}

type Decision = 'approve' | 'deny'

/** Shows the request, and lets the user decide. */
export function RequestReview({ userCode, program, access, email }: RequestReviewProps) {
  const t = useTranslations('device')
  const kept = useTranslations('kept')
  // domain: tasks {
  const lists = useTranslations('lists.access')
  const { listId: onlyList } = access
  const [listId, setListId] = useState(onlyList)
  // domain: tasks }
  const { busy, failure, send } = useFormSending()
  const [decided, setDecided] = useState<Decision>()

  async function decide(decision: Decision) {
    const done = await send(async (fetchOptions) => {
      // domain: tasks {
      if (decision === 'approve' && listId !== onlyList) {
        const body = { userCode, listId }
        const { error } = await authClient.$fetch('/device/narrow', { method: 'POST', body, ...fetchOptions })
        if (error) return { error: worded(error, t('invalid')) }
      }
      // domain: tasks }
      const { error } = await authClient.device[decision]({ userCode, fetchOptions })
      return { error: worded(error, t('invalid')) }
    })
    if (done) setDecided(decision)
  }

  if (decided !== undefined) return <Outcome decided={decided} program={program} />
  return (
    <div className={styles.review}>
      <p>{t.rich('asks', { app: program, name: appName })}</p>
      <p className={styles.code}>{userCode}</p>
      <div className={styles.asked}>
        <p>{t('may', { email })}</p>
        <ul className={styles.may} aria-label={t('rights')}>
          {access.rights.map((right) => (
            <li key={right}>{kept(`rights.${right}`)}</li>
          ))}
        </ul>
        {/* domain: tasks { */}
        {onlyList === null ? (
          <ListChoice listId={listId} onChoose={setListId} />
        ) : (
          <p>{lists.rich('onlyIn', { list: () => <ListTitle id={onlyList} /> })}</p>
        )}
        {/* domain: tasks } */}
        <p className={formStyles.hint}>{t('nothingElse')}</p>
      </div>
      <p className={styles.caution}>{t('caution')}</p>
      {failure === null ? null : (
        <p className={formStyles.alert} role="alert">
          {failure.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" busy={busy} onClick={() => decide('approve')}>
          {t('authorize')}
        </Button>
        <Button disabled={busy} onClick={() => decide('deny')}>
          {t('deny')}
        </Button>
      </div>
    </div>
  )
}

const appName = (words: ReactNode) => <strong className={styles.name}>{words}</strong>

/** @param invalid the message for a code that was already used or has expired */
const worded = <Failure extends { status: number }>(error: Failure | null, invalid: string) =>
  error?.status === 400 ? { status: 400, message: invalid } : error

/** The button that had the focus is gone. */
const focus = (element: HTMLElement | null) => element?.focus()

function Outcome({ decided, program }: { decided: Decision; program: string }) {
  const t = useTranslations('device')
  return (
    <div className={styles.review} role="status" tabIndex={-1} ref={focus}>
      {decided === 'approve' ? (
        <>
          <p>{t.rich('authorized', { app: program, name: appName })}</p>
          <p>{t.rich('seeApps', { link: (words) => <Link href="/account#programs">{words}</Link> })}</p>
        </>
      ) : (
        <p>{t.rich('denied', { app: program, name: appName })}</p>
      )}
    </div>
  )
}
