'use client'

import { type FormEvent, useId, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { usePersonal } from '../preferences/personal'
import rowStyles from '../rows/rows.module.css'
import { deviceZone } from '../views/clock'
import { Choice } from './choice'
import { DayField } from './day-field'
import type { FieldProps } from './field-props'
import styles from './panel.module.css'
import { quickWords } from './quick-words'
import { withReminders } from './reminders'

/** The planned day and time, typed in words or picked, and the deadline. */
export function WhenFields({ task, data, onChange }: FieldProps) {
  const t = useTranslations('tasks')
  const id = useId()
  const locale = useLocale()
  const { zone: here } = usePersonal()
  const [words, setWords] = useState('')
  const [isUnknown, setUnknown] = useState(false)

  async function readWords(event: FormEvent) {
    event.preventDefault()
    const loaded = await quickWords.load().catch(() => null)
    const taken = loaded?.readWhen(words, { data, locale }) ?? null
    setUnknown(taken === null)
    if (loaded === null || taken === null) return
    const fields = await loaded.fieldsOf(taken, data)
    const { remindBefore } = fields
    await onChange(remindBefore === undefined ? fields : { ...fields, remindBefore: withReminders(task, remindBefore) })
    setWords('')
  }

  return (
    <div className={styles.fields}>
      <form className={styles.wide} onSubmit={readWords}>
        <label htmlFor={`${id}-words`}>{t('when.words')}</label>
        <input
          id={`${id}-words`}
          dir="auto"
          autoComplete="off"
          placeholder={t('when.hint')}
          value={words}
          onChange={({ target }) => {
            setWords(target.value)
            setUnknown(false)
          }}
          aria-invalid={isUnknown}
          aria-describedby={isUnknown ? `${id}-fault` : undefined}
        />
        {isUnknown ? (
          <p id={`${id}-fault`} className={rowStyles.fault} role="alert">
            {t('when.unknown')}
          </p>
        ) : null}
      </form>
      <div>
        <label htmlFor={`${id}-due`}>{t('due')}</label>
        <DayField id={`${id}-due`} name={`due ${task.id}`} day={task.dueOn} onSave={(dueOn) => onChange({ dueOn })} />
      </div>
      <div>
        <label htmlFor={`${id}-time`}>{t('when.time')}</label>
        <input
          id={`${id}-time`}
          type="time"
          disabled={task.dueOn === null}
          value={task.dueTime ?? ''}
          onChange={({ target }) => void onChange({ dueTime: target.value === '' ? null : target.value })}
        />
      </div>
      {task.dueTime === null || task.dueOn === null ? null : (
        <div>
          <label htmlFor={`${id}-zone`}>{t('when.zone')}</label>
          <Choice
            id={`${id}-zone`}
            value={task.dueZone ?? ''}
            onChoose={(zone) => void onChange({ dueZone: zone === '' ? null : zone })}
          >
            <option value="">{t('when.floating')}</option>
            {[...new Set([here, deviceZone(), task.dueZone ?? here])].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </Choice>
        </div>
      )}
      <div>
        <label htmlFor={`${id}-deadline`}>{t('when.deadline')}</label>
        <DayField
          id={`${id}-deadline`}
          name={`deadline ${task.id}`}
          day={task.deadlineOn}
          onSave={(deadlineOn) => onChange({ deadlineOn })}
        />
      </div>
    </div>
  )
}
