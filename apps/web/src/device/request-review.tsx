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

// }

interface RequestReviewProps {
  readonly userCode: string
  /** What it calls itself. */
  readonly program: string
  /** What it asks to be allowed. */
  readonly access: Access
  /** Whose data it is about. */
  readonly email: string
}

type Decision = 'approve' | 'deny'

/** Shows who asks for what, and has the person decide. */
export function RequestReview({ userCode, program, access, email }: RequestReviewProps) {
  // domain: tasks {
  const [listId, setListId] = useState(access.listId)
  // }
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
      // }
      const { error } = await authClient.device[decision]({ userCode, fetchOptions })
      return { error: worded(error) }
    })
    if (done) setDecided(decision)
  }

  if (decided !== undefined) return <Outcome decided={decided} program={program} />
  return (
    <div className={styles.review}>
      <p>
        A program that calls itself <strong className={styles.name}>{program}</strong> asks to be let in, with this
        code:
      </p>
      <p className={styles.code}>{userCode}</p>
      <div className={styles.asked}>
        <p>It may, for {email}:</p>
        <ul className={styles.may} aria-label="What it may do">
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
        {/* } */}
        <p className={formStyles.hint}>It can do nothing else: not your account, not your password.</p>
      </div>
      <p className={styles.caution}>
        Let it in only if you started this yourself just now, and the code is the same as shown there.
      </p>
      {failure === null ? null : (
        <p className={formStyles.alert} role="alert">
          {failure.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" busy={busy} onClick={() => decide('approve')}>
          Let it in
        </Button>
        <Button disabled={busy} onClick={() => decide('deny')}>
          Refuse
        </Button>
      </div>
    </div>
  )
}

const worded = <Failure extends { status: number }>(error: Failure | null) =>
  error?.status === 400 ? { status: 400, message: noLonger } : error

const noLonger = 'This code is no longer good. Start again in the program.'

/** The button that had the focus is gone. */
const focus = (element: HTMLElement | null) => element?.focus()

function Outcome({ decided, program }: { decided: Decision; program: string }) {
  return (
    <div className={styles.review} role="status" tabIndex={-1} ref={focus}>
      {decided === 'approve' ? (
        <>
          <p>
            <strong className={styles.name}>{program}</strong> is in. Go back to it: it carries on by itself within
            seconds.
          </p>
          <p>
            What you let in, and how to end that, is on your <Link href="/account#programs">account page</Link>.
          </p>
        </>
      ) : (
        <p>
          <strong className={styles.name}>{program}</strong> was refused, and got nothing.
        </p>
      )}
    </div>
  )
}
