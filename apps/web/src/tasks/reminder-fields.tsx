'use client'

import { X } from 'lucide-react'
import { useId } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { clockAt } from '../views/clock'
import { type DayWords, dueWords } from './due-day'
import type { FieldProps } from './field-props'
import { FixedReminder, RelativeReminder } from './new-reminder'
import styles from './panel.module.css'
import { withReminders } from './reminders'

/** The reminders of a task, before its time or at fixed times. Each can be removed. */
export function ReminderFields({ task, data: { clock }, onChange }: FieldProps) {
  const t = useTranslations('tasks')
  const locale = useLocale()
  const id = useId()
  const { remindBefore, remindAt } = task
  return (
    <section className={styles.part} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t('reminders.title')}</h2>
      {remindBefore.length + remindAt.length === 0 ? null : (
        <ul aria-labelledby={`${id}-heading`}>
          {remindBefore
            .toSorted((a, b) => b - a)
            .map((minutes) => (
              <Reminder
                key={minutes}
                words={t('reminders.before', { minutes })}
                onRemove={() => void onChange({ remindBefore: remindBefore.filter((other) => other !== minutes) })}
              />
            ))}
          {remindAt.toSorted().map((instant) => (
            <Reminder
              key={instant}
              words={instantWords({ t, locale, clock }, instant)}
              onRemove={() => void onChange({ remindAt: remindAt.filter((other) => other !== instant) })}
            />
          ))}
        </ul>
      )}
      <RelativeReminder
        task={task}
        onAdd={(minutes) => void onChange({ remindBefore: withReminders(task, [minutes]) })}
      />
      <FixedReminder
        count={remindAt.length}
        clock={clock}
        onAdd={(instant) => void onChange({ remindAt: [...new Set([...remindAt, instant])] })}
      />
    </section>
  )
}

function Reminder({ words, onRemove }: { words: string; onRemove: () => void }) {
  const t = useTranslations('tasks.reminders')
  return (
    <li className={styles.reminder}>
      {words}
      <button type="button" className={styles.close} aria-label={t('remove', { reminder: words })} onClick={onRemove}>
        <X size={16} aria-hidden="true" />
      </button>
    </li>
  )
}

/** Formats an instant in the person's time zone. */
function instantWords(words: DayWords, instant: string): string {
  const { today: day, time } = clockAt(Date.parse(instant), words.clock)
  const { text, state } = dueWords(words, { day, time })
  return state === 'overdue' ? words.t('reminders.passed', { time: text }) : text
}
