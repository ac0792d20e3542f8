'use client'

import { useTranslations } from 'use-intl/react'
import { ChoiceDialog, type Choosable } from '../palette/choice-dialog'
import { useUndo } from '../replica/undo'
import type { TaskData } from '../views/task-data'
import { pathOf } from '../views/task-view'
import { goTo, showTask } from '../views/use-view'
import type { AppDialog } from './use-global-keys'

interface PaletteProps {
  readonly data: TaskData
  readonly onDialog: (dialog: AppDialog) => void
  readonly onClose: () => void
}

/** The maximum number of tasks that are offered for the typed words. */
const mostTasks = 2_000

/** The command palette: goes anywhere and does anything, by a few letters of its name. */
export function Palette({ data, onDialog, onClose }: PaletteProps) {
  const t = useTranslations('palette')
  const keys = useTranslations('shortcuts')
  const views = useTranslations('views')
  const undo = useUndo()
  const go = (path: string, title: string, hint?: string): Choosable => ({
    key: path,
    title: t('goTo', { place: title }),
    run: () => goTo(path),
    ...(hint === undefined ? {} : { hint }),
  })
  const choices: Choosable[] = [
    go('/', views('inbox'), keys('inbox.keys')),
    go('/today', views('today'), keys('today.keys')),
    go('/upcoming', views('upcoming'), keys('upcoming.keys')),
    go('/search', views('search'), keys('search.keys')),
    go('/done', views('done'), keys('done.keys')),
    go('/filters', views('filters.new')),
    ...data.lists.map(({ id, title }) => go(pathOf({ name: 'list', id }), title)),
    ...data.labels.map(({ id, title }) => go(pathOf({ name: 'label', id }), title)),
    ...data.filters.map(({ id, title }) => go(pathOf({ name: 'saved', id }), title)),
    { key: 'undo', title: t('undo'), hint: keys('undo.keys'), run: () => void undo.undo() },
    { key: 'redo', title: t('redo'), hint: keys('redo.keys'), run: () => void undo.redo() },
    { key: 'shortcuts', title: t('shortcuts'), hint: keys('help.keys'), run: () => onDialog({ name: 'shortcuts' }) },
    ...data.tasks
      .filter(({ completedAt }) => completedAt === null)
      .slice(0, mostTasks)
      .map(({ id, title }) => ({ key: id, title, run: () => showTask(id) })),
  ]
  return (
    <ChoiceDialog
      label={t('label')}
      placeholder={t('hint')}
      nothing={t('nothing')}
      choices={choices}
      most={50}
      onClose={onClose}
    />
  )
}
