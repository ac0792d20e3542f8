import { filter, filterChanges, filterPage, filterQuery, filterRef, newFilter } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const filterTools: ProcedureTools = {
  list_filters: {
    procedure: 'filter.list',
    type: 'query',
    title: 'List the saved filters',
    description:
      'Returns the user’s saved filters, one page at a time. The app shows a filter with the tasks that its query selects. If you are limited to one list, you cannot use filters.',
    input: filterQuery,
    output: filterPage,
  },
  create_filter: {
    procedure: 'filter.create',
    type: 'mutation',
    title: 'Save a filter',
    description: 'Saves a filter for the app. Call list_filters first, because the user may already have it.',
    input: newFilter,
    output: filter,
  },
  update_filter: {
    procedure: 'filter.update',
    type: 'mutation',
    title: 'Change a filter',
    description: 'Changes only the given fields. Pass the version that you have read.',
    input: filterChanges,
    output: filter,
  },
  delete_filter: {
    procedure: 'filter.delete',
    type: 'mutation',
    title: 'Delete a filter',
    description: 'Deletes a filter, but no tasks. restore_filter restores it.',
    input: filterRef,
    output: filter,
    destructive: true,
    idempotent: true,
  },
  restore_filter: {
    procedure: 'filter.restore',
    type: 'mutation',
    title: 'Restore a deleted filter',
    description: 'Undoes delete_filter.',
    input: filterRef,
    output: filter,
    idempotent: true,
  },
}
