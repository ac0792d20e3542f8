'use client'

import { useId } from 'react'
import { useDraft } from '../kept/use-draft'
import { ChangedElsewhere } from './changed-elsewhere'
import { isLeft, useTabHidden } from './leaving-a-field'

interface TextEditorProps {
  readonly label: string
  /** The name of the field, unique among all fields that a user can write into. */
  readonly name: string
  readonly text: string
  /** @returns whether it was saved; if not, the text stays so that the user can try again */
  readonly onSave: (text: string) => Promise<boolean>
}

/**
 * A labelled text field with several lines. It is saved when it loses the focus, and unsaved text survives a reload.
 * Text that was saved elsewhere in the meantime is never overwritten without asking.
 */
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
