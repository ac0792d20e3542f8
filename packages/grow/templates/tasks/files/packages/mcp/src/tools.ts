import type { ProcedureTools } from './procedure-tool.js'
// domain: import

/** All tools. `account.erase` has none: no agent ends an account. */
export const tools: ProcedureTools = {
  // domain: entry
}
