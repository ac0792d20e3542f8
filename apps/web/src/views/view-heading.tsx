// domain: tasks
'use client'

import { Keyboard } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterBar } from '../filters/filter-bar'
import { FilterHeading } from '../filters/filter-heading'
import { LabelHeading } from '../labels/label-heading'
import { ListHeading } from '../lists/list-heading'
import type { AppDialog } from '../tasks/use-global-keys'
import { type Arrangement, groupings, isBoard, layouts, sortings } from './arrangement'
import { SearchBar } from './search-bar'
import styles from './sidebar.module.css'
import type { TaskData } from './task-data'
import type { TaskView } from './task-view'

interface ViewHeadingProps {
  readonly view: TaskView
  readonly title: string
  readonly data: TaskData
  readonly arrangement: Arrangement
  readonly onArrange: (arrangement: Arrangement) => void
  readonly onDialog: (dialog: AppDialog) => void
}

/** The title of the view, and how it is arranged. On narrow screens, the search has its field here. */
export function ViewHeading({ view, title, data, arrangement, onArrange, onDialog }: ViewHeadingProps) {
  const t = useTranslations('views')
  const saved = view.name === 'saved' ? data.filters.find(({ id }) => id === view.id) : undefined
  return (
    <>
      <div className={styles.top}>
        <Title view={view} title={title} data={data} />
        <ArrangementChoice view={view} arrangement={arrangement} onArrange={onArrange} />
        <button
          type="button"
          className={`${styles.icon} ${styles.wide}`}
          aria-label={t('shortcuts')}
          onClick={() => onDialog({ name: 'shortcuts' })}
        >
          <Keyboard size={18} aria-hidden="true" />
        </button>
      </div>
      {view.name === 'search' ? (
        <div className={styles.narrow}>
          <SearchBar query={view.query} takesFocus />
        </div>
      ) : null}
      {view.name === 'filter' ? <FilterBar query={view.query} saved={null} data={data} /> : null}
      {saved === undefined ? null : <FilterBar query={saved.query} saved={saved} data={data} />}
    </>
  )
}

interface ArrangementChoiceProps extends Pick<ViewHeadingProps, 'view' | 'arrangement' | 'onArrange'> {}

function Title({ view, title, data }: Pick<ViewHeadingProps, 'view' | 'title' | 'data'>) {
  const list = view.name === 'list' ? data.lists.find(({ id }) => id === view.id) : undefined
  const label = view.name === 'label' ? data.labels.find(({ id }) => id === view.id) : undefined
  const filter = view.name === 'saved' ? data.filters.find(({ id }) => id === view.id) : undefined
  if (list !== undefined) return <ListHeading key={list.id} list={list} />
  if (label !== undefined) return <LabelHeading key={label.id} label={label} />
  if (filter !== undefined) return <FilterHeading key={filter.id} filter={filter} />
  return (
    <h1 className={styles.title} dir="auto">
      {title}
    </h1>
  )
}

/** A small menu for the order, the groups and the layout. */
function ArrangementChoice({ view, arrangement, onArrange }: ArrangementChoiceProps) {
  const t = useTranslations('views.arrangement')
  const id = useId()
  return (
    <details className={styles.arrangement}>
      <summary>{t('label')}</summary>
      <div>
        <label htmlFor={`${id}-sort`}>{t('sort')}</label>
        <select
          id={`${id}-sort`}
          value={arrangement.sort}
          onChange={({ target }) =>
            onArrange({ ...arrangement, sort: sortings.find((sort) => sort === target.value) ?? 'manual' })
          }
        >
          {sortings.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </select>
        {view.name === 'list' ? (
          <>
            <label htmlFor={`${id}-layout`}>{t('layout')}</label>
            <select
              id={`${id}-layout`}
              value={arrangement.layout}
              onChange={({ target }) =>
                onArrange({ ...arrangement, layout: layouts.find((layout) => layout === target.value) ?? 'rows' })
              }
            >
              {layouts.map((layout) => (
                <option key={layout} value={layout}>
                  {t(`layouts.${layout}`)}
                </option>
              ))}
            </select>
          </>
        ) : null}
        <label htmlFor={`${id}-group`}>{t('group')}</label>
        <select
          id={`${id}-group`}
          // On a board, the columns are the groups.
          disabled={isBoard(view, arrangement)}
          value={arrangement.group}
          onChange={({ target }) =>
            onArrange({ ...arrangement, group: groupings.find((group) => group === target.value) ?? 'none' })
          }
        >
          {groupings.map((group) => (
            <option key={group} value={group}>
              {t(`groups.${group}`)}
            </option>
          ))}
        </select>
      </div>
    </details>
  )
}
