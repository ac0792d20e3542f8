'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { type DraftText, readDraft, writeDraft } from '../kept/draft-text'
import { keptDrafts } from '../kept/kept'
import { ChangedElsewhere } from '../rows/changed-elsewhere'
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

/** A day that is being typed: `YYYY-MM-DD`, or an empty string for none and for an incomplete one. */
interface DayDraft extends DraftText {
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
 * saved day. A day that was saved elsewhere since the typing began is never overwritten without asking.
 */
export function DayField({ id, name, day, onSave }: DayFieldProps) {
  const t = useTranslations('tasks')
  const format = useFormatter()
  const kept = keptDrafts(useSession().owner())
  const faultId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Null while the field shows the saved value.
  const [draft, setDraft] = useState<DayDraft | null>(null)
  const [left, setLeft] = useState(false)
  const isOutOfRange = draft !== null && draft.text !== '' && (draft.text < first || draft.text > last)
  const saved = day ?? ''
  const isElsewhere = draft?.isWhole === true && ![draft.text, ...draft.known].includes(saved)

  async function save() {
    // The field is removed when its details are closed. Its last value counts.
    if (draft === null || !(input.current?.validity.valid ?? draft.isWhole)) return
    const { text } = draft
    // The next value of the field is the user's own.
    const knowsIt = (typed: DayDraft | null) => typed && { ...typed, known: [...typed.known, saved, text] }
    setDraft(knowsIt)
    const isSaved = text === saved || (await onSave(text === '' ? null : text))
    if (!isSaved) return
    setDraft((typed) => (typed?.text === text ? null : typed))
    if (readDraft(kept, name)?.text === text) kept.remove(name)
  }

  const saveUnasked = () => void (isElsewhere || save())

  const newest = useRef(saveUnasked)
  useEffect(() => {
    newest.current = saveUnasked
  })
  useEffect(() => {
    if (draft === null) return
    const pause = setTimeout(() => newest.current(), typingPauseMs)
    return () => clearTimeout(pause)
  }, [draft?.text, draft?.isWhole])
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
    const before = readDraft(kept, name)
    if (before !== null) setDraft({ ...before, isWhole: true })
  }, [name])

  function edit(text: string, isWhole: boolean) {
    const typed = { text, isWhole, known: draft?.known ?? [saved] }
    setDraft(typed)
    if (isWhole) writeDraft(kept, name, typed)
    else kept.remove(name)
  }

  /** Browsers do not report the parts of a day before it is whole, nor that the last part of an incomplete one was removed. */
  function onKeyUp({ value, validity }: HTMLInputElement) {
    if (draft === null ? validity.badInput : draft.isWhole !== validity.valid) edit(value, validity.valid)
  }

  /** The browser shows an incomplete day that `value` does not contain. Only a different value removes it. */
  function reset() {
    kept.remove(name)
    setDraft(null)
    if (input.current === null) return
    input.current.value = ''
    input.current.value = saved
  }

  function leave() {
    setLeft(true)
    if (input.current?.validity.badInput) return reset()
    saveUnasked()
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = pressedKey(event)
    if (key === 'Enter') saveUnasked()
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
        value={draft?.text ?? saved}
        onChange={({ target }) => edit(target.value, target.validity.valid)}
        onFocus={() => setLeft(false)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onKeyUp={({ currentTarget }) => onKeyUp(currentTarget)}
        aria-invalid={isOutOfRange}
        aria-describedby={isOutOfRange && left ? faultId : undefined}
      />
      {isOutOfRange && left ? (
        <p id={faultId} className={rowStyles.fault} role="alert">
          {t('dayFault')}
        </p>
      ) : null}
      {isElsewhere ? (
        <ChangedElsewhere
          now={day === null ? '' : format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' })}
          onKeepMine={save}
          onUseTheirs={reset}
        />
      ) : null}
    </>
  )
}

const first = '1900-01-01'
const last = '9999-12-31'
