'use client'

import type { Task } from '@ownlist/client'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { byPosition } from '../views/task-data'
import { Choice } from './choice'
import type { FieldProps } from './field-props'
import type { Place } from './move-changes'
import styles from './panel.module.css'
import type { AppDialog } from './use-global-keys'

const priorities = ['none', 'low', 'medium', 'high'] as const satisfies readonly Task['priority'][]

/** The priority, the list, its section, and the labels. */
interface PlaceFieldsProps extends FieldProps {
  readonly onMove: (place: Place) => void
  readonly onDialog: (dialog: AppDialog) => void
}

/** The priority, the list, its section, and the labels. */
export function PlaceFields({ task, data, onChange, onMove, onDialog }: PlaceFieldsProps) {
  const t = useTranslations('tasks')
  const id = useId()
  const sections = data.sections.filter(({ listId }) => listId === task.listId).toSorted(byPosition)
  const labels = data.labels.filter((label) => task.labelIds.includes(label.id))
  return (
    <div className={styles.fields}>
      <div>
        <label htmlFor={`${id}-priority`}>{t('priority')}</label>
        <Choice
          id={`${id}-priority`}
          value={task.priority}
          onChoose={(chosen) => {
            const priority = priorities.find((known) => known === chosen)
            if (priority) void onChange({ priority })
          }}
        >
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priorities.${priority}`)}
            </option>
          ))}
        </Choice>
      </div>
      <div>
        <label htmlFor={`${id}-list`}>{t('list')}</label>
        <Choice
          id={`${id}-list`}
          value={task.listId ?? ''}
          onChoose={(listId) => onMove({ listId: listId || null, sectionId: null })}
        >
          <option value="">{t('noList')}</option>
          {data.lists.toSorted(byPosition).map((list) => (
            <option key={list.id} value={list.id}>
              {list.title}
            </option>
          ))}
        </Choice>
      </div>
      {sections.length === 0 ? null : (
        <div>
          <label htmlFor={`${id}-section`}>{t('section')}</label>
          <Choice
            id={`${id}-section`}
            value={task.sectionId ?? ''}
            onChoose={(sectionId) => void onChange({ sectionId: sectionId || null })}
          >
            <option value="">{t('noSection')}</option>
            {sections.map((section) => (
              <option key={section.id} value={section.id}>
                {section.title}
              </option>
            ))}
          </Choice>
        </div>
      )}
      <div className={styles.wide}>
        <Button onClick={() => onDialog({ name: 'label', ids: [task.id] })}>
          {labels.length === 0 ? t('addLabels') : t('labels', { titles: labels.map(({ title }) => title).join(', ') })}
        </Button>
      </div>
    </div>
  )
}
