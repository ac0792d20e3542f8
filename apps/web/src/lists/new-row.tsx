'use client'

import { Check, Plus } from 'lucide-react'
import { type FocusEvent, type FormEvent, type KeyboardEvent, useId, useRef } from 'react'
import { useDraft } from '../kept/use-draft'
import { pressedKey } from '../rows/pressed-key'
import { TitleFault } from '../rows/title-fault'
import { excessOf } from '../rows/title-length'
import styles from '../views/sidebar.module.css'

interface NewRowProps {
  /** The name of the field. It is unique among all fields in which a user can type. */
  readonly name: string
  readonly words: { readonly new: string; readonly name: string; readonly add: string }
  readonly onAdd: (title: string) => void
}

/**
 * A button that becomes a field when it is pressed, for the title of a new list, label or section. Enter adds it. Escape
 * cancels, and so does leaving the field empty. Unsaved text survives a reload.
 */
export function NewRow({ name, words, onAdd }: NewRowProps) {
  const { text: title, edit, drop } = useDraft(name, '')
  // A field that was opened to show a stored draft does not take the focus.
  const asked = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const faultId = useId()

  if (title === null) {
    const open = () => {
      asked.current = true
      edit('')
    }
    return (
      <button ref={button} type="button" className={styles.new} onClick={open}>
        <Plus size={16} aria-hidden="true" />
        <span>{words.new}</span>
      </button>
    )
  }

  const excess = excessOf(title)

  function close() {
    drop()
    requestAnimationFrame(() => button.current?.focus())
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (title === null || excess > 0) return
    if (title.trim() === '') return close()
    onAdd(title.trim())
    drop()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLFormElement>) {
    if (title?.trim() === '' && !currentTarget.contains(relatedTarget)) drop()
  }

  return (
    <form className={styles.form} method="post" onSubmit={submit} onBlur={onBlur}>
      <div className={styles.field}>
        <input
          dir="auto"
          aria-label={words.new}
          placeholder={words.name}
          autoComplete="off"
          enterKeyHint="done"
          // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
          autoFocus={asked.current}
          value={title}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event: KeyboardEvent) => pressedKey(event) === 'Escape' && close()}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <button type="submit" aria-label={words.add} disabled={title.trim() === '' || excess > 0}>
          <Check size={16} aria-hidden="true" />
        </button>
      </div>
      <TitleFault id={faultId} excess={excess} />
    </form>
  )
}
