'use client'

import { useId, useState } from 'react'

interface TextEditorProps {
  readonly label: string
  readonly text: string
  /** @returns whether it was saved; if not, what was typed stays to be tried again */
  readonly onSave: (text: string) => Promise<boolean>
}

/** Text of several lines with its label. It is saved when it is left. */
export function TextEditor({ label, text, onSave }: TextEditorProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)

  async function save() {
    if (draft === null || draft === text) return setDraft(null)
    if (await onSave(draft)) setDraft(null)
  }

  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={10_000}
        value={draft ?? text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
      />
    </>
  )
}
