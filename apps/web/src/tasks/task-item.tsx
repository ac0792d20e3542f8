'use client'

import type { Task } from '@ownlist/client'
import { CalendarDays, ChevronDown, Flag, ListIcon, NotepadText, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { useHasDraft } from '../kept/use-draft'
import { keepFocus } from '../rows/keep-focus'
import rowStyles from '../rows/rows.module.css'
import { TitleEditor } from '../rows/title-editor'
import type { TaskView } from '../view/task-view'
import { dueLabel } from './due-day'
import { notesName, TaskDetails } from './task-details'
import styles from './tasks.module.css'
import { useTaskActions } from './use-task-actions'

interface TaskFactsProps {
  readonly task: Task
  /** The user's current day, as `YYYY-MM-DD`; null until the page runs in their browser, which knows the time zone. */
  readonly today: string | null
  /** The title of its list; null if it is obvious or unknown. */
  readonly listTitle: string | null
}

interface TaskItemProps extends TaskFactsProps {
  /** The view that it is shown in. */
  readonly view: TaskView
}

/** One task: its checkbox, its title, a summary, and its details on demand. */
export function TaskItem({ task, today, listTitle, view }: TaskItemProps) {
  const t = useTranslations('tasks')
  const { current, change, remove } = useTaskActions(task, view)
  // Notes with unsaved text are shown instead of being hidden behind a button.
  const hasDraft = useHasDraft(notesName(task.id), task.notes)
  const [chosen, setOpen] = useState<boolean>()
  const open = chosen ?? hasDraft
  const detailsId = useId()
  const done = task.completedAt !== null
  return (
    <li ref={keepFocus} className={rowStyles.item} data-row>
      <div className={rowStyles.row}>
        <input
          type="checkbox"
          className={styles.box}
          aria-label={t(done ? 'reopen' : 'complete', { title: task.title })}
          checked={done}
          onChange={() => change({ completedAt: current().completedAt === null ? new Date().toISOString() : null })}
          data-row-stop
        />
        <div className={rowStyles.body}>
          <TitleEditor name={`title ${task.id}`} title={task.title} done={done} onSave={(title) => change({ title })} />
          <TaskFacts task={task} today={today} listTitle={listTitle} />
        </div>
        <button
          type="button"
          className={rowStyles.icon}
          aria-label={t('details', { title: task.title })}
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          <ChevronDown size={18} aria-hidden="true" data-turned={open} />
        </button>
        <button
          type="button"
          className={rowStyles.icon}
          aria-label={t('delete', { title: task.title })}
          onClick={remove}
        >
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </div>
      <div id={detailsId} hidden={!open}>
        {open ? <TaskDetails task={task} onChange={change} /> : null}
      </div>
    </li>
  )
}

/** For those who do not see the icon. */
const hidden = (words: ReactNode) => <span className="visually-hidden">{words}</span>

const excerpt = (words: ReactNode) => <span className={styles.excerpt}>{words}</span>

function TaskFacts({ task, today, listTitle }: TaskFactsProps) {
  const t = useTranslations('tasks')
  const locale = useLocale()
  const { dueOn } = task
  const isShown = dueOn !== null && today !== null && task.completedAt === null
  const due = isShown ? dueLabel(t, locale, { dueOn, today }) : null
  if (due === null && task.priority === 'none' && listTitle === null && task.notes === '') return null
  return (
    <p className={styles.facts}>
      {due === null ? null : (
        <span className={styles.fact} data-state={due.state}>
          <CalendarDays size={14} aria-hidden="true" />
          {due.text}
        </span>
      )}
      {task.priority === 'none' ? null : (
        <span className={styles.fact} data-priority={task.priority}>
          <Flag size={14} aria-hidden="true" />
          {t.rich('facts.priority', { priority: t(`priorities.${task.priority}`), hidden })}
        </span>
      )}
      {listTitle === null ? null : (
        <span className={styles.fact}>
          <ListIcon size={14} aria-hidden="true" />
          {t.rich('facts.list', { title: listTitle, hidden, excerpt })}
        </span>
      )}
      {task.notes === '' ? null : (
        <span className={styles.fact}>
          <NotepadText size={14} aria-hidden="true" />
          {t.rich('facts.notes', { text: task.notes.split('\n', 1)[0] ?? '', hidden, excerpt })}
        </span>
      )}
    </p>
  )
}
