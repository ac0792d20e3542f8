import type { Task } from '@ownlist/client'
import { CalendarDays, CloudUpload, Flag, Hourglass, NotepadText, Repeat } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Clock, Moment } from '../views/clock'
import { deadlineOf, plannedOf } from '../views/due'
import { dueWords } from './due-day'
import styles from './rows.module.css'

export interface TaskFactsProps {
  readonly task: Task
  readonly clock: Clock
  /** The title of its list; null if the view makes it obvious. */
  readonly place: string | null
  /** The titles of all labels by id. */
  readonly labels: ReadonlyMap<string, string>
  /** Whether the newest change was not sent to the API yet. */
  readonly isUnsent: boolean
}

/** The facts about a task at the end of its row. Only open tasks show days. */
export function TaskFacts({ task, clock, place, labels, isUnsent }: TaskFactsProps) {
  const t = useTranslations('tasks.facts')
  const [planned, deadline] = [plannedOf(task, clock), deadlineOf(task, clock)]
  const isOpen = task.completedAt === null
  return (
    <>
      {task.notes === '' ? null : (
        <Fact words={t('notes')}>
          <NotepadText size={14} aria-hidden="true" />
        </Fact>
      )}
      {task.labelIds.map((id) => {
        const title = labels.get(id)
        return title === undefined ? null : (
          <span key={id} className={styles.label} dir="auto">
            {title}
          </span>
        )
      })}
      {place === null ? null : (
        <span className={styles.place} dir="auto">
          <span className="visually-hidden">{t('list')}</span>
          {place}
        </span>
      )}
      {task.priority === 'none' ? null : <PriorityFact priority={task.priority} />}
      {deadline === null || !isOpen ? null : (
        <DayFact moment={deadline} clock={clock} isDeadline>
          <Hourglass size={14} aria-hidden="true" />
        </DayFact>
      )}
      {task.recurrence === null ? null : (
        <Fact words={t('recurring')}>
          <Repeat size={14} aria-hidden="true" />
        </Fact>
      )}
      {planned === null || !isOpen ? null : (
        <DayFact moment={planned} clock={clock}>
          <CalendarDays size={14} aria-hidden="true" />
        </DayFact>
      )}
      {isUnsent ? (
        <Fact words={t('unsent')}>
          <CloudUpload size={14} aria-hidden="true" />
        </Fact>
      ) : null}
    </>
  )
}

/** An icon with a text for screen readers. */
const Fact = ({ words, children }: { words: string; children: ReactNode }) => (
  <span className={styles.fact} title={words}>
    {children}
    <span className="visually-hidden">{words}</span>
  </span>
)

function PriorityFact({ priority }: { priority: Task['priority'] }) {
  const t = useTranslations('tasks')
  return (
    <span className={styles.fact} data-priority={priority}>
      <Flag size={14} aria-hidden="true" />
      <span className="visually-hidden">{t('facts.priority', { priority: t(`priorities.${priority}`) })}</span>
    </span>
  )
}

interface DayFactProps {
  readonly moment: Moment
  readonly clock: Clock
  readonly isDeadline?: boolean
  readonly children: ReactNode
}

function DayFact({ moment, clock, isDeadline = false, children }: DayFactProps) {
  const t = useTranslations('tasks')
  const { text, label, state } = dueWords({ t, locale: useLocale(), clock }, moment)
  const words = isDeadline ? t('facts.deadline', { words: label }) : label
  return (
    <span className={styles.fact} data-state={state} title={words}>
      {children}
      <span aria-hidden="true">{text}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
