import type { Task } from '@ownlist/client'
import type { Heading, PlacedTask, TaskGroup } from '../views/arrangement'

/** One item of the view: a heading or a task. */
export type RowItem =
  | { readonly type: 'heading'; readonly key: string; readonly heading: Heading; readonly count: number }
  | ({ readonly type: 'task'; readonly key: string; readonly group: string } & PlacedTask)

export const itemsOf = (groups: readonly TaskGroup[]): RowItem[] =>
  groups.flatMap(({ key: group, heading, rows }): RowItem[] => [
    ...(heading === null ? [] : [{ type: 'heading' as const, key: group, heading, count: rows.length }]),
    ...rows.map(({ task, depth }) => ({ type: 'task' as const, key: task.id, group, task, depth })),
  ])

export const tasksIn = (items: readonly RowItem[]): readonly Task[] =>
  items.flatMap((item) => (item.type === 'task' ? [item.task] : []))
