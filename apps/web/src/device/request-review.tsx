'use client'

import Link from 'next/link'
import { useState } from 'react'
import { type Access, rightWords } from '../access/access'
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
  // domain: tasks {
  const [listId, setListId] = useState(access.listId)
  // domain: tasks }
  const { busy, failure, send } = useFormSending()
  const [decided, setDecided] = useState<Decision>()

  async function decide(decision: Decision) {
    const done = await send(async (fetchOptions) => {
      // domain: tasks {
      if (decision === 'approve' && listId !== access.listId) {
        const body = { userCode, listId }
        const { error } = await authClient.$fetch('/device/narrow', { method: 'POST', body, ...fetchOptions })
        if (error) return { error: worded(error) }
      }
      // domain: tasks }
      const { error } = await authClient.device[decision]({ userCode, fetchOptions })
      return { error: worded(error) }
    })
    if (done) setDecided(decision)
  }

  if (decided !== undefined) return <Outcome decided={decided} program={program} />
  return (
    <div className={styles.review}>
      <p>
        An app that calls itself <strong className={styles.name}>{program}</strong> asks for access, with this code:
      </p>
      <p className={styles.code}>{userCode}</p>
      <div className={styles.asked}>
        <p>It may, for {email}:</p>
        <ul className={styles.may} aria-label="Requested access">
          {rightWords(access.rights).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {/* domain: tasks { */}
        {access.listId === null ? (
          <ListChoice listId={listId} onChoose={setListId} />
        ) : (
          <p>
            Only in <ListTitle id={access.listId} />.
          </p>
        )}
        {/* domain: tasks } */}
        <p className={formStyles.hint}>
          It cannot do anything else. It has no access to your account or your password.
        </p>
      </div>
      <p className={styles.caution}>
        Authorize it only if you have just started this yourself and the app shows the same code.
      </p>
      {failure === null ? null : (
        <p className={formStyles.alert} role="alert">
          {failure.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" busy={busy} onClick={() => decide('approve')}>
          Authorize
        </Button>
        <Button disabled={busy} onClick={() => decide('deny')}>
          Deny
        </Button>
      </div>
    </div>
  )
}

const worded = <Failure extends { status: number }>(error: Failure | null) =>
  error?.status === 400 ? { status: 400, message: noLonger } : error

const noLonger = 'This code is no longer valid. Start again in the app.'

/** The button that had the focus is gone. */
const focus = (element: HTMLElement | null) => element?.focus()

function Outcome({ decided, program }: { decided: Decision; program: string }) {
  return (
    <div className={styles.review} role="status" tabIndex={-1} ref={focus}>
      {decided === 'approve' ? (
        <>
          <p>
            <strong className={styles.name}>{program}</strong> is authorized. Go back to it: it continues by itself
            within seconds.
          </p>
          <p>
            To see or revoke authorized apps, open your <Link href="/account#programs">account page</Link>.
          </p>
        </>
      ) : (
        <p>
          <strong className={styles.name}>{program}</strong> was denied access.
        </p>
      )}
    </div>
  )
}
