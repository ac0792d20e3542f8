'use client'

import { useId } from 'react'
import { useDraft } from '../kept/use-draft'
import { ChangedElsewhere } from './changed-elsewhere'
import { isLeft, useTabHidden } from './leaving-a-field'

interface TextEditorProps {
  readonly label: string
  /** Of the field, unique among all that are written into. */
  readonly name: string
  readonly text: string
  /** @returns whether it was saved; if not, what was typed stays to be tried again */
  readonly onSave: (text: string) => Promise<boolean>
}

/** Text of several lines with its label. It is saved when it is left, and outlasts a reload until then. What was written elsewhere meanwhile is never overwritten unasked. */
export function TextEditor({ label, name, text, onSave }: TextEditorProps) {
  const id = useId()
  const draft = useDraft(name, text)

  async function save() {
    if (draft.text === null) return
    if (draft.text === text) return draft.settle(draft.text)
    draft.sending(draft.text)
    if (await onSave(draft.text)) draft.settle(draft.text)
  }

  function leave() {
    if (draft.elsewhere === null) save()
  }
  useTabHidden(leave)

  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={10_000}
        value={draft.text ?? text}
        onChange={(event) => draft.edit(event.target.value)}
        onBlur={(event) => isLeft(event) && leave()}
      />
      {draft.elsewhere === null ? null : (
        <ChangedElsewhere now={draft.elsewhere} onKeepMine={save} onUseTheirs={draft.drop} />
      )}
    </>
  )
}
