'use client'

import type { Task } from '@ownlist/client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import rowStyles from '../rows/rows.module.css'
import { type Clock, instantOf } from '../views/clock'
import styles from './panel.module.css'
import { mostReminders } from './reminders'

/** The offered times in minutes. Others can be typed in words. */
const offered = [0, 5, 10, 30, 60, 120, 1_440, 2_880, 10_080]

interface RelativeReminderProps {
  readonly task: Task
  readonly onAdd: (minutes: number) => void
}

/** Adds a reminder some time before the task. */
export function RelativeReminder({ task: { dueOn, dueTime, remindBefore }, onAdd }: RelativeReminderProps) {
  const t = useTranslations('tasks.reminders')
  const id = useId()
  const left = offered.filter((minutes) => !remindBefore.includes(minutes))
  const [chosen, setChosen] = useState(30)
  const minutes = left.includes(chosen) ? chosen : (left[0] ?? 0)
  const isFull = remindBefore.length >= mostReminders
  const hint = isFull
    ? t('most', { most: mostReminders })
    : dueOn === null
      ? t('noDay')
      : dueTime === null
        ? t('noTime')
        : null
  return (
    <Adding
      label={t('relative')}
      id={id}
      add={t('addRelative')}
      hint={hint}
      isDisabled={isFull || dueOn === null}
      onAdd={() => onAdd(minutes)}
    >
      <select
        id={id}
        disabled={isFull || dueOn === null}
        value={minutes}
        onChange={({ target }) => setChosen(Number(target.value))}
      >
        {left.map((each) => (
          <option key={each} value={each}>
            {t('before', { minutes: each })}
          </option>
        ))}
      </select>
    </Adding>
  )
}

interface FixedReminderProps {
  /** How many reminders of this kind there already are. */
  readonly count: number
  readonly clock: Clock
  readonly onAdd: (instant: string) => void
}

/** Adds a reminder at a day and a time in the person's time zone. A past time is refused, because it would never be sent. */
export function FixedReminder({ count, clock, onAdd }: FixedReminderProps) {
  const t = useTranslations('tasks.reminders')
  const id = useId()
  const [at, setAt] = useState('')
  const [isPast, setPast] = useState(false)
  const isFull = count >= mostReminders

  function add() {
    const [day, time] = at.split('T')
    if (day === undefined || time === undefined) return
    const instant = instantOf(day, time, clock.zone)
    setPast(instant <= Date.now())
    if (instant <= Date.now()) return
    onAdd(new Date(instant).toISOString())
    setAt('')
  }

  return (
    <Adding
      label={t('fixed')}
      id={id}
      add={t('addFixed')}
      hint={isFull ? t('most', { most: mostReminders }) : null}
      fault={isPast ? t('past') : null}
      isDisabled={isFull}
      onAdd={add}
    >
      <input
        id={id}
        type="datetime-local"
        max="9999-12-31T23:59"
        disabled={isFull}
        value={at}
        aria-invalid={isPast}
        aria-describedby={isPast ? `${id}-fault` : undefined}
        onChange={({ target }) => {
          setAt(target.value)
          setPast(false)
        }}
      />
    </Adding>
  )
}

interface AddingProps {
  readonly id: string
  readonly label: string
  /** The name of the button for screen readers, which do not show what it belongs to. */
  readonly add: string
  readonly hint: string | null
  readonly fault?: string | null
  readonly isDisabled: boolean
  readonly onAdd: () => void
  readonly children: ReactNode
}

/** A field with its button and its hint. */
function Adding({ id, label, add, hint, fault = null, isDisabled, onAdd, children }: AddingProps) {
  const t = useTranslations('tasks.reminders')
  function submit(event: FormEvent) {
    event.preventDefault()
    onAdd()
  }
  return (
    <form method="post" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.adding}>
        {children}
        <Button type="submit" aria-label={add} disabled={isDisabled}>
          {t('add')}
        </Button>
      </div>
      {hint === null ? null : <p className={styles.hint}>{hint}</p>}
      {fault === null ? null : (
        <p id={`${id}-fault`} className={rowStyles.fault} role="alert">
          {fault}
        </p>
      )}
    </form>
  )
}
