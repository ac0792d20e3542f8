'use client'

import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDraft } from '../kept/use-draft'
import { ChangedElsewhere } from '../rows/changed-elsewhere'
import { isLeft } from '../rows/leaving-a-field'
import { pressedKey } from '../rows/pressed-key'
import { TitleFault } from '../rows/title-fault'
import { excessOf } from '../rows/title-length'
import { focusWithKeys } from '../shell/early-keys'
import { firstField } from './open-task'
import styles from './panel.module.css'

interface TitleAreaProps {
  /** The name of the field. It is unique among all fields in which a user can type. */
  readonly name: string
  readonly title: string
  readonly onSave: (title: string) => Promise<boolean>
  /** Called after Enter has saved the title. */
  readonly onDone: () => void
}

/**
 * The title of a task, over as many lines as it needs. Enter saves it, and so does leaving the field; Escape discards the
 * draft. A title that was changed elsewhere in the meantime is never overwritten without asking.
 */
export function TitleArea({ name, title, onSave, onDone }: TitleAreaProps) {
  const t = useTranslations('rows')
  const draft = useDraft(name, title)
  const faultId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const excess = draft.text === null ? 0 : excessOf(draft.text)
  useEffect(() => {
    if (area.current !== null) focusWithKeys(area.current)
  }, [])

  /** @returns whether there is nothing left to save */
  function save(text: string | null): boolean {
    if (text === null) return true
    const wanted = text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
    if (excess > 0) return false
    if (wanted === '' || wanted === title) draft.drop()
    else {
      draft.sending(text)
      void onSave(wanted).then((isSaved) => isSaved && draft.settle(text))
    }
    return true
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const key = pressedKey(event)
    if (key === 'Enter') {
      event.preventDefault()
      if (draft.elsewhere === null && save(draft.text)) onDone()
    }
    if (key === 'Escape' && draft.text !== null && draft.text !== title) {
      event.preventDefault()
      draft.drop()
    }
  }

  return (
    <div className={styles.titleField}>
      <textarea
        ref={area}
        {...firstField}
        className={styles.title}
        dir="auto"
        rows={1}
        aria-label={t('title')}
        aria-invalid={excess > 0}
        aria-describedby={excess > 0 ? faultId : undefined}
        value={draft.text ?? title}
        onFocus={({ target }) => draft.text === null && target.select()}
        onChange={(event) => draft.edit(event.target.value)}
        onBlur={(event) => isLeft(event) && draft.elsewhere === null && save(draft.text)}
        onKeyDown={onKeyDown}
      />
      <TitleFault id={faultId} excess={excess} hasNotes />
      {draft.elsewhere === null ? null : (
        <ChangedElsewhere now={draft.elsewhere} onKeepMine={() => save(draft.text)} onUseTheirs={draft.drop} />
      )}
    </div>
  )
}
