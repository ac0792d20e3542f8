'use client'

import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl/react'
import { useHasDraft } from '../kept/use-draft'
import type { Section, TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'
import styles from './board.module.css'
import { QuickAdd } from './quick-add'

interface ColumnAddProps {
  readonly view: TaskView
  readonly data: TaskData
  readonly section: Section | null
}

/**
 * A button at the end of a column that turns into the line for new tasks. Escape closes the line, and so does leaving it
 * empty.
 */
export function ColumnAdd({ view, data, section }: ColumnAddProps) {
  const t = useTranslations('tasks')
  const sections = useTranslations('lists.sections')
  const title = section?.title ?? sections('without')
  const draft = `new-task ${view.name === 'list' ? view.id : ''} ${section?.id ?? ''}`
  const [isOpen, setOpen] = useState(false)
  const hasDraft = useHasDraft(draft, '')
  useEffect(() => {
    if (hasDraft) setOpen(true)
  }, [hasDraft])
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  function open() {
    // The next key goes to the line, however soon it is pressed.
    flushSync(() => setOpen(true))
    input.current?.focus()
  }
  function close(how: 'escape' | 'left') {
    setOpen(false)
    if (how === 'escape') requestAnimationFrame(() => button.current?.focus())
  }

  if (!isOpen) {
    return (
      <button ref={button} type="button" className={styles.new} onClick={open}>
        <Plus size={16} aria-hidden="true" />
        {t('newHere')} <span className="visually-hidden">{title}</span>
      </button>
    )
  }
  return (
    <div className={styles.add}>
      <QuickAdd
        view={view}
        data={data}
        inputRef={input}
        column={{ sectionId: section?.id ?? null, title, draft }}
        onClose={close}
      />
    </div>
  )
}
