'use client'

import { type KeyboardEvent, useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDraft } from '../kept/use-draft'
import { ChangedElsewhere } from './changed-elsewhere'
import { isLeft } from './leaving-a-field'
import { pressedKey } from './pressed-key'
import styles from './rows.module.css'
import { TitleFault } from './title-fault'
import { excessOf } from './title-length'

interface TitleEditorProps {
  /** The name of the field, unique among all fields that a user can write into. */
  readonly name: string
  readonly title: string
  /** @returns whether it was saved; if not, the text stays so that the user can try again */
  readonly onSave: (title: string) => Promise<boolean>
  /** Shown with a line through it. */
  readonly done?: boolean
  /** Whether the arrow keys that move between rows stop here. */
  readonly rowStop?: boolean
}

/**
 * The title as a button that becomes a field when it is pressed. Enter, or leaving the field, saves. Escape cancels.
 * Unsaved text survives a reload. A title that was saved elsewhere in the meantime is never overwritten without asking.
 */
export function TitleEditor({ name, title, onSave, done = false, rowStop = false }: TitleEditorProps) {
  const t = useTranslations('rows')
  const draft = useDraft(name, title)
  // A field that is open because of stored text does not take the focus.
  const asked = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  const faultId = useId()
  const excess = draft.text === null ? 0 : excessOf(draft.text)

  function start() {
    asked.current = true
    draft.edit(title)
  }

  function finish(text: string | null, { focus }: { focus: boolean }) {
    if (text !== null && excess > 0) return
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
        aria-label={t('title')}
        aria-invalid={excess > 0}
        aria-describedby={excess > 0 ? faultId : undefined}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked to edit this text
        autoFocus={asked.current}
        value={draft.text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => draft.edit(event.target.value)}
        onBlur={(event) => isLeft(event) && draft.elsewhere === null && finish(draft.text, { focus: false })}
        onKeyDown={onKeyDown}
      />
      <TitleFault id={faultId} excess={excess} />
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
