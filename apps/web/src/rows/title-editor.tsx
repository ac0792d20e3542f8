'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import styles from './rows.module.css'
import { excessOf } from './title-length'

interface TitleEditorProps {
  readonly title: string
  /** @returns whether it was saved; if not, what was typed stays to be tried again */
  readonly onSave: (title: string) => Promise<boolean>
  /** Shown struck through. */
  readonly done?: boolean
  /** Whether the arrow keys that go from row to row stop here. */
  readonly rowStop?: boolean
}

/** The title as a button; pressed, it becomes a field. Enter or leaving it saves, Escape leaves it as it was. */
export function TitleEditor({ title, onSave, done = false, rowStop = false }: TitleEditorProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const excess = draft !== null && excessOf(draft) > 0

  function finish(text: string | null, { focus }: { focus: boolean }) {
    if (text !== null && excess) return
    setDraft(null)
    if (focus) requestAnimationFrame(() => button.current?.focus())
    const wanted = text?.trim()
    if (!wanted || wanted === title) return
    onSave(wanted).then((saved) => saved || setDraft(wanted))
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    event.stopPropagation()
    if (event.key === 'Enter') finish(draft, { focus: true })
    if (event.key === 'Escape') finish(null, { focus: true })
  }

  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        className={styles.title}
        data-done={done}
        data-row-stop={rowStop || undefined}
        onClick={() => setDraft(title)}
        onKeyDown={(event) => event.key === 'F2' && setDraft(title)}
      >
        {title}
      </button>
    )
  }
  return (
    <input
      className={styles.titleInput}
      aria-label="Title"
      aria-invalid={excess}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this very text
      autoFocus
      value={draft}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(draft, { focus: false })}
      onKeyDown={onKeyDown}
    />
  )
}
