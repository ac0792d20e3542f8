import type { List } from '@ownlist/client'
import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { useReplica } from '../replica/replica'
import { type RowActions, useRowActions } from '../replica/use-row-actions'
import { goTo } from '../views/use-view'

interface ListActions extends RowActions<'list'> {
  /** Creates a list, and opens it. */
  add(title: string): void
  /** Archives a list, so that other views hide its tasks, or takes it out of the archive. */
  archive(list: List): void
}

/** What a person can do with lists. The tasks of a deleted list are hidden with it, and restored with it. */
export function useListActions(): ListActions {
  const t = useTranslations('lists')
  const replica = useReplica()
  const rows = useRowActions('list', { deleted: t('deleted'), changed: t('changed'), added: t('added') })
  return {
    ...rows,
    async add(title) {
      const id = uuidv7()
      await rows.create({ id, title })
      goTo(`/lists/${id}`)
    },
    archive: ({ id, archivedAt }) =>
      void rows.change(id, { archivedAt: archivedAt === null ? new Date().toISOString() : null }),
    async remove(list) {
      goTo('/')
      await rows.remove(list, () => replica.get('list', list.id) && goTo(`/lists/${list.id}`))
    },
  }
}
