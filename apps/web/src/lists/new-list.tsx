'use client'

import { Check, Plus } from 'lucide-react'
import { type FocusEvent, type FormEvent, type KeyboardEvent, useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDraft } from '../kept/use-draft'
import { pressedKey } from '../rows/pressed-key'
import rowStyles from '../rows/rows.module.css'
import { excessOf, longestTitle } from '../rows/title-length'
import styles from './lists.module.css'
import { useCreateList } from './use-create-list'

interface NewListProps {
  /** On narrow screens only the plus sign of the button is visible. */
  readonly compact: boolean
  /** The user moves on to another element. */
  readonly onAdd: () => void
}

/**
 * A button that becomes a field when it is pressed. Enter adds the list. Escape cancels, and so does leaving the field
 * empty. Unsaved text survives a reload.
 */
export function NewList({ compact, onAdd }: NewListProps) {
  const t = useTranslations('lists')
  const create = useCreateList()
  const { text: title, edit, drop } = useDraft('new-list', '')
  // A field that is open because of stored text does not take the focus.
  const asked = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const faultId = useId()

  if (title === null) {
    const open = () => {
      asked.current = true
      edit('')
    }
    return (
      <button ref={button} type="button" className={styles.new} data-compact={compact} onClick={open}>
        <Plus size={16} aria-hidden="true" />
        <span>{t('new')}</span>
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
    create(title.trim())
    drop()
    onAdd()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLFormElement>) {
    if (title?.trim() === '' && !currentTarget.contains(relatedTarget)) drop()
  }

  return (
    <form className={styles.form} method="post" onSubmit={submit} onBlur={onBlur}>
      <div className={styles.field}>
        <input
          aria-label={t('new')}
          placeholder={t('name')}
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
        <button type="submit" aria-label={t('add')} disabled={title.trim() === '' || excess > 0}>
          <Check size={16} aria-hidden="true" />
        </button>
      </div>
      {excess > 0 ? (
        <p id={faultId} className={rowStyles.fault} role="alert">
          {t('longTitle', { most: longestTitle, excess })}
        </p>
      ) : null}
    </form>
  )
}
