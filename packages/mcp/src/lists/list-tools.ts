import { list, listPage, listQuery, newList } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const listTools: ProcedureTools = {
  list_lists: {
    procedure: 'list.list',
    type: 'query',
    title: 'List the lists',
    description:
      'The person’s lists, newest first, a page at a time. Their ids are the listId of tasks; a task may be in none. If you are limited to one list, it is that one.',
    input: listQuery,
    output: listPage,
  },
  create_list: {
    procedure: 'list.create',
    type: 'mutation',
    title: 'Add a list',
    description: 'Adds a list. Look at list_lists first: the person may have it already.',
    input: newList,
    output: list,
  },
}
