'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { keptDrafts } from '../kept/kept'
import { pressedKey } from '../rows/pressed-key'
import rowStyles from '../rows/rows.module.css'
import { useSession } from '../session-provider'

interface DayFieldProps {
  readonly id: string
  /** The name of the field. It is unique among all fields in which a user can type. */
  readonly name: string
  /** `YYYY-MM-DD`; null for none. */
  readonly day: string | null
  /** @returns whether it was saved */
  readonly onSave: (day: string | null) => Promise<boolean>
}

interface DayDraft {
  /** `YYYY-MM-DD`, or an empty string for an incomplete day. */
  readonly text: string
  readonly isWhole: boolean
}

/**
 * The pause after the last key. While a user types a day, the field holds complete days for a moment that are not
 * intended.
 */
const typingPauseMs = 600

/**
 * A day that is typed or picked. While the user types, nothing replaces an incomplete day. A complete day is saved
 * after a pause, with Enter, or when the field loses the focus. An incomplete day is never saved. Escape restores the
 * saved day.
 */
export function DayField({ id, name, day, onSave }: DayFieldProps) {
  const t = useTranslations('tasks')
  const kept = keptDrafts(useSession().owner())
  const faultId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Null while the field shows the saved value.
  const [draft, setDraft] = useState<DayDraft | null>(null)
  const [left, setLeft] = useState(false)
  const isOutOfRange = draft !== null && draft.text !== '' && (draft.text < first || draft.text > last)

  async function save() {
    // The field is removed when its details are closed. Its last value counts.
    if (draft === null || !(input.current?.validity.valid ?? draft.isWhole)) return
    const isSaved = draft.text === (day ?? '') || (await onSave(draft.text === '' ? null : draft.text))
    if (!isSaved) return
    kept.remove(name)
    setDraft((newest) => (newest === draft ? null : newest))
  }

  const newest = useRef(save)
  useEffect(() => {
    newest.current = save
  })
  useEffect(() => {
    if (draft === null) return
    const pause = setTimeout(() => newest.current(), typingPauseMs)
    return () => clearTimeout(pause)
  }, [draft])
  // The details may be closed, or the page left, before the pause ends.
  useEffect(() => {
    const saveNow = () => void newest.current()
    addEventListener('pagehide', saveNow)
    return () => {
      removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [])

  // If the page is closed before the draft is stored, the next page saves it.
  useEffect(() => {
    const before = kept.read(name)
    if (before !== null) setDraft({ text: before.slice(keptDay.length), isWhole: true })
  }, [name])

  function edit(text: string, isWhole: boolean) {
    setDraft({ text, isWhole })
    kept.write(name, isWhole ? `${keptDay}${text}` : '')
  }

  /** The browser shows an incomplete day that `value` does not contain. Only a different value removes it. */
  function reset() {
    kept.remove(name)
    setDraft(null)
    if (input.current === null) return
    input.current.value = ''
    input.current.value = day ?? ''
  }

  function leave() {
    setLeft(true)
    if (input.current?.validity.badInput) return reset()
    save()
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = pressedKey(event)
    if (key === 'Enter') save()
    if (key === 'Escape' && draft !== null) {
      // Escape does not close what surrounds the field.
      event.preventDefault()
      reset()
    }
  }

  return (
    <>
      <input
        ref={input}
        id={id}
        type="date"
        min={first}
        max={last}
        value={draft?.text ?? day ?? ''}
        onChange={({ target }) => edit(target.value, target.validity.valid)}
        onFocus={() => setLeft(false)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        aria-invalid={isOutOfRange}
        aria-describedby={isOutOfRange && left ? faultId : undefined}
      />
      {isOutOfRange && left ? (
        <p id={faultId} className={rowStyles.fault} role="alert">
          {t('dayFault')}
        </p>
      ) : null}
    </>
  )
}

/** The prefix of a stored day. A stored day may be empty, for none. */
const keptDay = 'day '

const first = '1900-01-01'
const last = '9999-12-31'
