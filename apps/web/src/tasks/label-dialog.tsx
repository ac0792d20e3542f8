'use client'

import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { useLabelActions } from '../labels/label-links'
import { ChoiceDialog } from '../palette/choice-dialog'
import { byPosition, type TaskData } from '../views/task-data'
import { useTaskActions } from './use-task-actions'

interface LabelDialogProps {
  readonly ids: readonly string[]
  readonly data: TaskData
  readonly onClose: () => void
}

/** Turns labels of tasks on and off. A title that no label has makes a new one. */
export function LabelDialog({ ids, data, onClose }: LabelDialogProps) {
  const t = useTranslations('tasks')
  const actions = useTaskActions()
  const { create } = useLabelActions()
  const tasks = data.tasks.filter(({ id }) => ids.includes(id))
  const isOn = (labelId: string) => tasks.every(({ labelIds }) => labelIds.includes(labelId))

  function toggle(labelId: string) {
    const wasOn = isOn(labelId)
    void actions.change(
      t('done.labelled', { count: tasks.length }),
      tasks.map(({ id, labelIds }) => ({
        id,
        fields: {
          labelIds: wasOn ? labelIds.filter((other) => other !== labelId) : [...new Set([...labelIds, labelId])],
        },
      })),
    )
  }
  async function add(title: string) {
    const id = uuidv7()
    await create({ id, title })
    toggle(id)
  }

  return (
    <ChoiceDialog
      label={t('labelsOf', { count: ids.length })}
      placeholder={t('labelHint')}
      nothing={t('noLabels')}
      isMultiple
      choices={data.labels
        .toSorted(byPosition)
        .map(({ id, title }) => ({ key: id, title, isOn: isOn(id), run: () => toggle(id) }))}
      offer={(title) =>
        title === '' || data.labels.some((label) => label.title.toLowerCase() === title.toLowerCase())
          ? null
          : { key: 'new', title: t('newLabel', { title }), run: () => void add(title) }
      }
      onClose={onClose}
    />
  )
}
