'use client'

import { Plus } from 'lucide-react'
import { type FormEvent, type RefObject, useEffect, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useDraft } from '../kept/use-draft'
import styles from './add-line.module.css'
import { pressedKey } from './pressed-key'
import { TitleFault } from './title-fault'
import { excessOf } from './title-length'

interface AddLineProps {
  /** The name of the field. It is unique among all fields in which a user can type. */
  readonly name: string
  readonly label: string
  readonly placeholder: string
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onAdd: (title: string) => void
}

/** The line at the top of the page: type a title, press Enter, type the next one. Unsaved text survives a reload. */
export function AddLine({ name, label, placeholder, inputRef, onAdd }: AddLineProps) {
  const t = useTranslations('rows')
  const faultId = useId()
  const { text, edit } = useDraft(name, '')
  const title = text ?? ''
  // Until the scripts run, Enter must do nothing. Otherwise it would submit the form and lose the text.
  const [ready, setReady] = useState(false)
  const excess = excessOf(title)

  useEffect(() => {
    // The text that was typed while the page was still loading.
    if (inputRef.current?.value) edit(inputRef.current.value)
    setReady(true)
  }, [])

  function submit(event: FormEvent) {
    event.preventDefault()
    inputRef.current?.focus()
    if (title.trim() === '' || excess > 0) return
    onAdd(title.trim())
    edit('')
  }

  return (
    <form className={styles.add} method="post" onSubmit={submit}>
      <div className={styles.addLine}>
        <input
          ref={inputRef}
          className={styles.addInput}
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          enterKeyHint="done"
          value={title}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={(event) => pressedKey(event) === 'Escape' && event.currentTarget.blur()}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <Button type="submit" look="primary" disabled={!ready || excess > 0}>
          <Plus size={18} aria-hidden="true" />
          <span className={styles.addWord}>{t('add')}</span>
        </Button>
      </div>
      <TitleFault id={faultId} excess={excess} />
    </form>
  )
}
