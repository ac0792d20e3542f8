import { list, listPage, listQuery, newList } from '@ownlist/api/schemas'
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
}
