import { trashPage, trashQuery } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const trashTools: ProcedureTools = {
  list_trash: {
    procedure: 'trash.list',
    type: 'query',
    title: 'List deleted items',
    description:
      'Returns what was deleted in the last 30 days, last deleted first, one page at a time. kind says which tool restores it, such as restore_task.',
    input: trashQuery,
    output: trashPage,
  },
}
