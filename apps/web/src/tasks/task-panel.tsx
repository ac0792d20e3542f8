'use client'

import { Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { isMarked } from '../markdown/is-marked'
import { Notes } from '../markdown/notes'
import { TextEditor } from '../rows/text-editor'
import type { TaskData } from '../views/task-data'
import { showTask } from '../views/use-view'
import { MissingTask } from './missing-task'
import { moveChanges } from './move-changes'
import styles from './panel.module.css'
import { PlaceFields } from './place-fields'
import { ReminderFields } from './reminder-fields'
import { RepeatField } from './repeat-field'
import { Subtasks } from './subtasks'
import { TitleArea } from './title-area'
import type { AppDialog } from './use-global-keys'
import { rowElement } from './use-row-focus'
import { useTaskActions } from './use-task-actions'
import { WhenFields } from './when-fields'

interface TaskPanelProps {
  readonly id: string
  readonly data: TaskData
  readonly onDialog: (dialog: AppDialog) => void
}

/** The details of one task. Changes are saved at once; drafts survive a reload. Escape closes the panel. */
export function TaskPanel({ id, data, onDialog }: TaskPanelProps) {
  const t = useTranslations('tasks')
  const actions = useTaskActions()
  const heading = useRef<HTMLElement>(null)
  const task = data.tasks.find((each) => each.id === id)
  useCover(heading)

  function close() {
    // A field saves its draft when it loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    showTask(null)
    requestAnimationFrame(() => rowElement(id)?.focus())
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
  const change = async (fields: Parameters<typeof actions.change>[1][number]['fields']) => {
    return (await actions.change(t('done.changed', { title: task?.title ?? '' }), [{ id, fields }])) !== null
  }

  return (
    <aside ref={heading} className={styles.panel} aria-label={t('panel.label')} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        {task === undefined ? null : (
          <button
            type="button"
            className={styles.close}
            aria-label={t('panel.delete')}
            onClick={() => {
              close()
              void actions.remove([task])
            }}
          >
            <Trash2 size={18} aria-hidden="true" />
          </button>
        )}
        <button type="button" className={styles.close} aria-label={t('panel.close')} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {task === undefined ? (
        <MissingTask id={id} />
      ) : (
        <>
          <TitleArea
            name={`title ${id}`}
            title={task.title}
            onSave={(title) => change({ title })}
            onDone={() => requestAnimationFrame(() => rowElement(id)?.focus())}
          />
          <TextEditor label={t('notes')} name={`notes ${id}`} text={task.notes} onSave={(notes) => change({ notes })} />
          {isMarked(task.notes) ? <Notes markdown={task.notes} /> : null}
          <WhenFields task={task} data={data} onChange={change} />
          <RepeatField task={task} data={data} onChange={change} />
          <ReminderFields task={task} data={data} onChange={change} />
          <PlaceFields
            task={task}
            data={data}
            onChange={change}
            onMove={(place) => void actions.change(t('done.moved', { count: 1 }), moveChanges(data.tasks, [id], place))}
            onDialog={onDialog}
          />
          <Subtasks task={task} data={data} actions={actions} />
        </>
      )}
    </aside>
  )
}

/** On narrow screens, the panel covers the page. Then the keyboard and screen readers cannot reach the page. */
function useCover(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const narrow = matchMedia('(max-width: 60rem)')
    const beside = () => document.querySelectorAll('[data-beside]')
    const others = () =>
      [...(panel.current?.parentElement?.children ?? []), ...beside()].filter((each) => each !== panel.current)
    const cover = () => {
      for (const other of others()) other.toggleAttribute('inert', narrow.matches)
    }
    cover()
    narrow.addEventListener('change', cover)
    return () => {
      narrow.removeEventListener('change', cover)
      for (const other of document.querySelectorAll('[data-app] > [inert], [data-beside]'))
        other.removeAttribute('inert')
    }
  }, [panel])
}
