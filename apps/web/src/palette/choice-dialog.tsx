// domain: tasks
// biome-ignore-all lint/a11y/useFocusableInteractive: the field has the focus, and names the active choice
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a combobox, with a list of choices
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field has the keyboard
'use client'

import { Dialog } from '@base-ui/react/dialog'
import { foldText, searchWords } from '@ownlist/text'
import { Check } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import dialogStyles from '../shell/dialog.module.css'
import { focusWithKeys } from '../shell/early-keys'
import styles from './palette.module.css'

/** One of the choices. */
export interface Choosable {
  readonly key: string
  readonly title: string
  /** A text at the end of the line, such as a keyboard shortcut. */
  readonly hint?: string
  /** Whether it is already on, where choices can be turned on and off. */
  readonly isOn?: boolean
  readonly run: () => void
}

interface ChoiceDialogProps {
  readonly label: string
  readonly placeholder: string
  /** The message if nothing matches. */
  readonly nothing: string
  readonly choices: readonly Choosable[]
  /** An extra choice for the typed words, such as a new label with this title. */
  readonly offer?: (words: string) => Choosable | null
  /** Whether the dialog stays open after a choice. */
  readonly isMultiple?: boolean
  /** How many choices are shown at once; all by default. */
  readonly most?: number
  readonly onClose: () => void
}

/** A dialog with choices. Typing narrows them down, in any order of words; the arrow keys and Enter choose one. */
export function ChoiceDialog(props: ChoiceDialogProps) {
  const { label, placeholder, nothing, choices, offer, isMultiple = false, most, onClose } = props
  const id = useId()
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const offered = offer?.(words.trim()) ?? null
  const found = [...matching(choices, words).slice(0, most), ...(offered === null ? [] : [offered])]
  const index = Math.min(active, found.length - 1)

  function choose(choice: Choosable | undefined) {
    if (choice === undefined) return
    if (!isMultiple) onClose()
    else setWords('')
    choice.run()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      const next = (index + step + found.length) % found.length
      setActive(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[index])
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={label}>
          <input
            className={styles.input}
            role="combobox"
            dir="auto"
            aria-label={label}
            aria-expanded="true"
            aria-controls={`${id}-choices`}
            aria-activedescendant={found.length === 0 ? undefined : `${id}-${index}`}
            placeholder={placeholder}
            autoComplete="off"
            value={words}
            onChange={({ target }) => {
              setWords(target.value)
              setActive(0)
            }}
            onFocus={({ currentTarget }) => focusWithKeys(currentTarget)}
            onKeyDown={onKeyDown}
          />
          <ul ref={list} id={`${id}-choices`} role="listbox" aria-label={label} className={styles.choices}>
            {found.map((choice, place) => (
              <li
                key={choice.key}
                id={`${id}-${place}`}
                role="option"
                aria-selected={isMultiple ? choice.isOn === true : place === index}
                data-active={place === index}
                className={styles.choice}
                onClick={() => choose(choice)}
                onMouseMove={() => setActive(place)}
              >
                <span dir="auto">{choice.title}</span>
                {choice.hint === undefined ? null : <kbd>{choice.hint}</kbd>}
                {choice.isOn ? <Check size={16} aria-hidden="true" /> : null}
              </li>
            ))}
          </ul>
          {found.length === 0 ? (
            <p className={styles.nothing} role="status">
              {nothing}
            </p>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function matching(choices: readonly Choosable[], words: string): readonly Choosable[] {
  const wanted = searchWords(words)
  return choices.filter(({ title }) => {
    const text = foldText(title)
    return wanted.every((word) => text.includes(word))
  })
}
