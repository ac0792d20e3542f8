import type { List } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useTranslations } from 'use-intl/react'
import { type RowActions, type RowKind, useRowActions } from '../rows/use-row-actions'
import { leaveList, showList } from '../view/show-view'
import { useCachedTasks } from '../view/use-cached-tasks'
import { useCachedLists } from './use-cached-lists'

interface ListChanges {
  readonly title?: string
}

/** How lists are read, written and cached. The tasks of a deleted list are hidden with it, and restored with it. */
export function useListKind(): RowKind<List, ListChanges> {
  const t = useTranslations('lists')
  const { list } = api.useUtils().client
  const lists = useCachedLists()
  const tasks = useCachedTasks()
  return {
    name: 'list',
    deleted: t('deleted'),
    cached: {
      ...lists,
      async hold() {
        await Promise.all([lists.hold(), tasks.hold()])
      },
      remove(id) {
        lists.remove(id)
        // Not from its own view, which is about to disappear.
        tasks.removeAll((task, view) => task.listId === id && view.listId === undefined)
      },
    },
    get: list.get.query,
    update: list.update.mutate,
    delete: (ref) => list.delete.mutate(ref).finally(tasks.reload),
    async restore(ref) {
      const restored = await list.restore.mutate(ref)
      await tasks.reload()
      showList(restored.id)
      return restored
    },
  }
}

/** The actions for the list that is shown. */
export function useListActions(row: List): RowActions<List, ListChanges> {
  const { current, change, remove } = useRowActions(useListKind(), row)
  return {
    current,
    change,
    remove() {
      remove()
      leaveList(row.id)
    },
  }
}
