// domain: tasks
import { action, historyPage, historyQuery, undoRequest } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const historyTools: ProcedureTools = {
  history: {
    procedure: 'history.list',
    type: 'query',
    title: 'Show what was done',
    description:
      'Returns what the user and their apps did, newest first, with the values before and after. client is the app; it is null for the user. isOwnSession says whether you did it. To get the next page, pass nextCursor as cursor.',
    input: historyQuery,
    output: historyPage,
  },
  undo: {
    procedure: 'history.undo',
    type: 'mutation',
    title: 'Undo an action',
    description:
      'Undoes an action of yours as a whole or not at all. Pass seq from history; without it, your newest action is undone. You can only undo your own actions. If something was changed later, the call is refused: ask the user before you pass overwrite.',
    input: undoRequest,
    output: action,
    destructive: true,
  },
}
