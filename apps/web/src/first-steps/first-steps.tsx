// domain: tasks
'use client'

import { OwnlistError } from '@ownlist/client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useSession } from '../session-provider'
import { useNotify } from '../shell/notices'
import { firstStepNames } from './first-step-names'
import styles from './first-steps.module.css'

/** What this browser remembers: whether it has created the tasks, or does not need them any more. */
const key = 'ownlist-first-steps'

/** The view in which the tasks are shown. */
const places = ['/', '/today']

/**
 * Creates the tasks that a new account starts with, and offers to remove them all. A browser does this once. Other tabs and
 * devices use the same ids, so they create nothing twice.
 */
export function FirstSteps({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('firstSteps')
  const path = usePathname()
  const { isMade, busy, remove } = useFirstSteps(ids)
  if (!isMade || !places.includes(path)) return null
  return (
    <section className={styles.steps} aria-label={t('label')}>
      <p>{t('why')}</p>
      <Button busy={busy} onClick={remove}>
        {t('remove')}
      </Button>
    </section>
  )
}

function useFirstSteps(ids: readonly string[]) {
  const t = useTranslations('firstSteps')
  const notify = useNotify()
  const { api } = useSession()
  const [isMade, setMade] = useState(false)
  const [busy, setBusy] = useState(false)
  const began = useRef(false)

  function keep(state: 'made' | 'gone') {
    localStorage.setItem(key, state)
    setMade(state === 'made')
  }

  useEffect(() => {
    if (began.current) return
    began.current = true
    const state = localStorage.getItem(key)
    if (state !== null) return setMade(state === 'made')
    const tasks = firstStepNames.map((name, n) => ({
      ...(ids[n] === undefined ? {} : { id: ids[n] }),
      title: t(`tasks.${name}.title`),
      notes: t(`tasks.${name}.notes`),
    }))
    api.task.createMany.mutate({ tasks }).then(
      () => keep('made'),
      // If another device created them in another language, their content differs.
      (error: unknown) => error instanceof OwnlistError && error.reason === 'ID_TAKEN' && keep('made'),
    )
  }, [ids, api, t])

  function remove() {
    setBusy(true)
    api.task.bulk
      .mutate({ ids: [...ids], action: { type: 'delete' } })
      .then(
        () => {
          keep('gone')
          notify({ title: t('removed') })
        },
        (error: OwnlistError) => notify({ title: t('notRemoved'), description: error.message }),
      )
      .finally(() => setBusy(false))
  }
  return { isMade, busy, remove }
}
