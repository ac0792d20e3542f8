'use client'

import { useTranslations } from 'use-intl/react'
import { ChoiceDialog } from '../palette/choice-dialog'
import { useOfferUndo } from '../replica/use-offer-undo'
import { announce } from '../shell/announcer'
import { byPosition, type TaskData } from '../views/task-data'
import { moveChanges } from './move-changes'
import { useTaskActions } from './use-task-actions'

interface TasksDialogProps {
  readonly ids: readonly string[]
  readonly data: TaskData
  readonly onClose: () => void
}

/** Moves tasks to a list, a section of a list, or out of all lists. */
export function MoveDialog({ ids, data, onClose }: TasksDialogProps) {
  const t = useTranslations('tasks')
  const views = useTranslations('views')
  const actions = useTaskActions()
  const offerUndo = useOfferUndo()
  const lists = data.lists.filter(({ archivedAt }) => archivedAt === null).toSorted(byPosition)

  async function move(listId: string | null, sectionId: string | null, place: string) {
    const action = await actions.change(
      t('done.moved', { count: ids.length }),
      moveChanges(data.tasks, ids, { listId, sectionId }),
    )
    if (action === null) return
    const title = t('movedTo', { place, count: ids.length })
    announce(title)
    offerUndo(action, { title })
  }

  const choices = [
    { key: 'inbox', title: views('inbox'), run: () => void move(null, null, views('inbox')) },
    ...lists.flatMap((list) => [
      { key: list.id, title: list.title, run: () => void move(list.id, null, list.title) },
      ...data.sections
        .filter(({ listId }) => listId === list.id)
        .toSorted(byPosition)
        .map((section) => ({
          key: section.id,
          title: t('inSection', { list: list.title, section: section.title }),
          run: () => void move(list.id, section.id, section.title),
        })),
    ]),
  ]
  return (
    <ChoiceDialog
      label={t('moveTo', { count: ids.length })}
      placeholder={t('moveHint')}
      nothing={t('noSuchPlace')}
      choices={choices}
      onClose={onClose}
    />
  )
}
