import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { usePersonal } from '../preferences/personal'
import { useReplica } from '../replica/replica'
import { useNotify } from '../shell/notices'
import { positionsAfter, positionsBefore } from '../views/places'
import type { TaskData } from '../views/task-data'
import { pathOf, type TaskView, tasksOf } from '../views/task-view'
import { goTo } from '../views/use-view'
import { fieldsOfView } from './fields-of-view'
import type { QuickTask } from './quick-task'
import { quickWords } from './quick-words'
import { useTaskActions } from './use-task-actions'

/** A column of a board. */
export interface Column {
  /** Null for the tasks without a section. */
  readonly sectionId: string | null
  readonly title: string
  /** The name of its half-typed text. */
  readonly draft: string
}

/**
 * Adds tasks at the top of a view, or at the end of a column of it: to its list, the list that they name, or else the list of new
 * tasks. If they are not shown there, a notice says where they went.
 */
export function useAddTasks(
  view: TaskView,
  data: TaskData,
  column?: Column,
): (tasks: readonly QuickTask[]) => Promise<void> {
  const t = useTranslations('tasks')
  const views = useTranslations('views')
  const notify = useNotify()
  const { add } = useTaskActions()
  const replica = useReplica()
  const { defaultListId } = usePersonal()
  // Lines that are entered at once are added in their order, however long each of them takes to be understood.
  const adding = useRef<Promise<void>>(Promise.resolve())

  async function addNow(tasks: readonly QuickTask[]): Promise<void> {
    const words = await quickWords.load().catch(() => null)
    const usual = data.lists.find(({ id, archivedAt }) => id === defaultListId && archivedAt === null)
    const fields = await Promise.all(
      tasks.map(async ({ title, taken }) => ({
        title,
        ...(usual === undefined ? {} : { listId: usual.id }),
        ...fieldsOfView(view, data.clock),
        ...inColumn((await words?.fieldsOf(taken, data)) ?? {}, column),
      })),
    )
    const siblings = replica.all('task').filter(({ listId }) => fields.some((task) => (task.listId ?? null) === listId))
    const positions = (column === undefined ? positionsBefore : positionsAfter)(siblings, fields.length)
    const added = await add(positions.map((position, index) => ({ title: '', ...fields[index], position })))
    const shown = new Set(tasksOf(view, { ...data, tasks: added }).map(({ id }) => id))
    const elsewhere = added.filter(({ id }) => !shown.has(id))
    const [first] = elsewhere
    if (first === undefined) return
    const list = data.lists.find(({ id }) => id === first.listId)
    const path = list === undefined ? '/' : pathOf({ name: 'list', id: list.id })
    notify({
      title: t('addedTo', { place: list?.title ?? views('inbox'), count: elsewhere.length }),
      ...(elsewhere.length === 1 ? { description: first.title } : {}),
      action: { label: t('show'), run: () => goTo(path) },
    })
  }

  return (tasks) => {
    adding.current = adding.current.catch(() => undefined).then(() => addNow(tasks))
    return adding.current
  }
}

/** Words that name another list or section come before the column. */
const inColumn = <Fields extends object>(fields: Fields, column: Column | undefined) =>
  column === undefined || 'listId' in fields ? fields : { sectionId: column.sectionId, ...fields }
