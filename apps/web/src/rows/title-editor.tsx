'use client'

import { type KeyboardEvent, useRef } from 'react'
import { useDraft } from '../kept/use-draft'
import { ChangedElsewhere } from './changed-elsewhere'
import { isLeft } from './leaving-a-field'
import { pressedKey } from './pressed-key'
import styles from './rows.module.css'
import { excessOf } from './title-length'

interface TitleEditorProps {
  /** Of the field, unique among all that are written into. */
  readonly name: string
  readonly title: string
  /** @returns whether it was saved; if not, what was typed stays to be tried again */
  readonly onSave: (title: string) => Promise<boolean>
  /** Shown struck through. */
  readonly done?: boolean
  /** Whether the arrow keys that go from row to row stop here. */
  readonly rowStop?: boolean
}

/**
 * The title as a button; pressed, it becomes a field. Enter or leaving it saves, Escape leaves it as it was. What is half
 * typed outlasts a reload. What was written elsewhere meanwhile is never overwritten unasked.
 */
export function TitleEditor({ name, title, onSave, done = false, rowStop = false }: TitleEditorProps) {
  const draft = useDraft(name, title)
  // A field that is there because of what was kept does not take the keyboard.
  const asked = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const excess = draft.text !== null && excessOf(draft.text) > 0

  function start() {
    asked.current = true
    draft.edit(title)
  }

  function finish(text: string | null, { focus }: { focus: boolean }) {
    if (text !== null && excess) return
    if (focus) requestAnimationFrame(() => button.current?.focus())
    const wanted = text?.trim()
    if (text === null || !wanted || wanted === title) return draft.drop()
    draft.sending(text)
    draft.close()
    onSave(wanted).then((saved) => (saved ? draft.settle(text) : draft.reopen(text)))
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    event.stopPropagation()
    const key = pressedKey(event)
    if (key === 'Enter' && draft.elsewhere === null) finish(draft.text, { focus: true })
    if (key === 'Escape') finish(null, { focus: true })
  }

  if (draft.text === null) {
    return (
      <button
        ref={button}
        type="button"
        className={styles.title}
        data-done={done}
        data-row-stop={rowStop || undefined}
        onClick={start}
        onKeyDown={(event) => event.key === 'F2' && start()}
      >
        {title}
      </button>
    )
  }
  return (
    <>
      <input
        className={styles.titleInput}
        aria-label="Title"
        aria-invalid={excess}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this very text
        autoFocus={asked.current}
        value={draft.text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => draft.edit(event.target.value)}
        onBlur={(event) => isLeft(event) && draft.elsewhere === null && finish(draft.text, { focus: false })}
        onKeyDown={onKeyDown}
      />
      {draft.elsewhere === null ? null : (
        <ChangedElsewhere
          now={draft.elsewhere}
          onKeepMine={() => finish(draft.text, { focus: true })}
          onUseTheirs={() => finish(null, { focus: true })}
        />
      )}
    </>
  )
}
