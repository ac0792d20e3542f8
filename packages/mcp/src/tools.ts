import { historyTools } from './changes/history-tools.js'
import { filterTools } from './filters/filter-tools.js'
import { labelTools } from './labels/label-tools.js'
import { listTools } from './lists/list-tools.js'
import { preferencesTools } from './preferences/preferences-tools.js'
import type { ProcedureTools } from './procedure-tool.js'
import { sectionTools } from './sections/section-tools.js'
import { taskTools } from './tasks/task-tools.js'
import { trashTools } from './trash/trash-tools.js'
// domain: import

/** All tools. `account.erase` has none: no agent can delete an account. */
export const tools: ProcedureTools = {
  ...taskTools,
  ...listTools,
  ...sectionTools,
  ...labelTools,
  ...filterTools,
  ...preferencesTools,
  ...trashTools,
  ...historyTools,
  // domain: entry
}
