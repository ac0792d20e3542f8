import { list, listChanges, listPage, listQuery, listRef, newList } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const listTools: ProcedureTools = {
  list_lists: {
    procedure: 'list.list',
    type: 'query',
    title: 'List the lists',
    description:
      'Returns the user’s lists, newest first, one page at a time. A list’s id is the listId of its tasks; a task may be in no list. If you are limited to one list, only that list is returned.',
    input: listQuery,
    output: listPage,
  },
  create_list: {
    procedure: 'list.create',
    type: 'mutation',
    title: 'Add a list',
    description: 'Adds a list. Call list_lists first, because the user may already have it.',
    input: newList,
    output: list,
  },
  update_list: {
    procedure: 'list.update',
    type: 'mutation',
    title: 'Change a list',
    description:
      'Changes only the given fields, such as title or color. To archive a list, set archivedAt to the current time; null unarchives it. Pass the version that you have read.',
    input: listChanges,
    output: list,
  },
  delete_list: {
    procedure: 'list.delete',
    type: 'mutation',
    title: 'Delete a list',
    description: 'Deletes a list and everything in it. restore_list restores both. Ask the user first.',
    input: listRef,
    output: list,
    destructive: true,
    idempotent: true,
  },
  restore_list: {
    procedure: 'list.restore',
    type: 'mutation',
    title: 'Restore a deleted list',
    description: 'Undoes delete_list.',
    input: listRef,
    output: list,
    idempotent: true,
  },
}
