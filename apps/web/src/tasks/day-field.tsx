'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { pressedKey } from '../rows/pressed-key'
import rowStyles from '../rows/rows.module.css'

interface DayFieldProps {
  readonly id: string
  /** `YYYY-MM-DD`; null for none. */
  readonly day: string | null
  /** @returns whether it was saved */
  readonly onSave: (day: string | null) => Promise<boolean>
}

interface DayDraft {
  /** `YYYY-MM-DD`, or nothing for less than a day. */
  readonly text: string
  readonly isWhole: boolean
}

/** After the last key; while a day is typed, some that are not meant are whole for a moment. */
const typingPauseMs = 600

/**
 * A day that is typed or picked. While it is being typed the field is the person's: nothing is put in the place of a half of
 * it. A whole one is saved after a pause, by Enter, or when the field is left; a half one never. Escape brings the saved back.
 */
export function DayField({ id, day, onSave }: DayFieldProps) {
  const faultId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Null while the field shows what is saved.
  const [draft, setDraft] = useState<DayDraft | null>(null)
  const [left, setLeft] = useState(false)
  const isOutOfRange = draft !== null && draft.text !== '' && (draft.text < first || draft.text > last)

  async function save() {
    // The field is gone when its details are closed; what it last said counts.
    if (draft === null || !(input.current?.validity.valid ?? draft.isWhole)) return
    const isSaved = draft.text === (day ?? '') || (await onSave(draft.text === '' ? null : draft.text))
    if (isSaved) setDraft((newest) => (newest === draft ? null : newest))
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
  // The details may be closed, or the page left, before the pause is over.
  useEffect(() => {
    const saveNow = () => void newest.current()
    addEventListener('pagehide', saveNow)
    return () => {
      removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [])

  /** The browser shows halves that `value` knows nothing of; only another value takes them away. */
  function reset() {
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
    if (key === 'Escape') reset()
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
        onChange={({ target }) => setDraft({ text: target.value, isWhole: target.validity.valid })}
        onFocus={() => setLeft(false)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        aria-invalid={isOutOfRange}
        aria-describedby={isOutOfRange && left ? faultId : undefined}
      />
      {isOutOfRange && left ? (
        <p id={faultId} className={rowStyles.fault} role="alert">
          A due date is a day from 1900 to 9999.
        </p>
      ) : null}
    </>
  )
}

const first = '1900-01-01'
const last = '9999-12-31'
