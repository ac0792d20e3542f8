import { historyTools } from './changes/history-tools.js'
import { listTools } from './lists/list-tools.js'
import type { ProcedureTools } from './procedure-tool.js'
import { taskTools } from './tasks/task-tools.js'
// domain: import

/** All tools. `account.erase` has none: no agent can delete an account. */
export const tools: ProcedureTools = {
  ...taskTools,
  ...listTools,
  ...historyTools,
  // domain: entry
}
