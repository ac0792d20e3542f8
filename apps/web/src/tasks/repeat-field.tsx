'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Choice } from './choice'
import type { FieldProps } from './field-props'
import { normalRule } from './normal-rule'
import styles from './panel.module.css'
import { useRuleWords } from './use-rule-words'

/** The repetitions that most people need. Others can be typed in words, in the field above. */
const rules = {
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  yearly: 'FREQ=YEARLY',
} as const

/** How the task repeats, and whether the next date is counted from the day of completion. */
export function RepeatField({ task, data, onChange }: FieldProps) {
  const t = useTranslations('tasks.repeat')
  const id = useId()
  const words = useRuleWords()
  const { recurrence, recurrenceFrom } = task

  async function choose(rule: string) {
    if (rule === '') return await onChange({ recurrence: null })
    const dueOn = task.dueOn ?? data.clock.today
    return await onChange({
      dueOn,
      recurrence: recurrenceFrom === 'completion' ? rule : await normalRule(rule, dueOn),
    })
  }

  return (
    <div className={styles.fields}>
      <div>
        <label htmlFor={`${id}-rule`}>{t('label')}</label>
        <Choice id={`${id}-rule`} value={recurrence ?? ''} onChoose={(rule) => void choose(rule)}>
          <option value="">{t('never')}</option>
          {Object.entries(rules).map(([name, rule]) => (
            <option key={name} value={rule}>
              {t(`rules.${name as keyof typeof rules}`)}
            </option>
          ))}
          {recurrence === null || Object.values<string>(rules).includes(recurrence) ? null : (
            <option value={recurrence}>{words(recurrence, recurrenceFrom)}</option>
          )}
        </Choice>
      </div>
      {recurrence === null ? null : (
        <div>
          <label htmlFor={`${id}-from`}>{t('from')}</label>
          <Choice
            id={`${id}-from`}
            value={recurrenceFrom}
            onChoose={(from) => void onChange({ recurrenceFrom: from === 'completion' ? 'completion' : 'schedule' })}
          >
            <option value="schedule">{t('schedule')}</option>
            <option value="completion">{t('completion')}</option>
          </Choice>
        </div>
      )}
    </div>
  )
}
