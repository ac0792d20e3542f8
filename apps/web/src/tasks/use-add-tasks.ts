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
  /** Null for the column of tasks without a section. */
  readonly sectionId: string | null
  readonly title: string
  /** The name of the column's draft. */
  readonly draft: string
}

/**
 * Adds tasks at the top of a view, or at the end of one of its columns. A task goes to the list of the view, to the list
 * that it names, or else to the default list. If the view does not show it, a notice says where it went.
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
  // Tasks that are entered quickly are added in their order, however long it takes to understand each of them.
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

/** If the words name another list or section, that is used instead of the column. */
const inColumn = <Fields extends object>(fields: Fields, column: Column | undefined) =>
  column === undefined || 'listId' in fields ? fields : { sectionId: column.sectionId, ...fields }
