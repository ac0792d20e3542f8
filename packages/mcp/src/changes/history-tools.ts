// domain: tasks
import { action, historyPage, historyQuery, undoRequest } from '@ownlist/api/schemas'
import type { ProcedureTools } from '../procedure-tool.js'

export const historyTools: ProcedureTools = {
  history: {
    procedure: 'history.list',
    type: 'query',
    title: 'Show what was done',
    description:
      'Returns what the user and their apps did, newest first, with the values before and after. client is the app, and null for the user. isOwnSession says whether you did it. To get the next page, pass nextCursor as cursor.',
    input: historyQuery,
    output: historyPage,
  },
  undo: {
    procedure: 'history.undo',
    type: 'mutation',
    title: 'Take an action back',
    description:
      'Takes back what you did, all of an action or nothing. Pass seq from history; without it, your newest action is taken back. You can only take back your own actions. If something was changed later, it is refused: ask the user before you pass overwrite.',
    input: undoRequest,
    output: action,
    destructive: true,
  },
}
