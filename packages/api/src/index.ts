export { type AppRouter, appRouter, createCaller } from './app-router.js'
export { createCallerContracts } from './caller-contracts.js'
export type { Caller, Context } from './context.js'
export {
  type CallerContract,
  contractVersion,
  contractVersionHeader,
  oldestContractVersion,
} from './contract-version.js'
export { InsufficientScopeError } from './insufficient-scope-error.js'
export type { OpenApiDocument, OpenApiOptions } from './open-api.js'
export { createPageRoom } from './page-room.js'
export { indexProcedures, type ProcedureIndex } from './procedure-index.js'
export { TooManyCallsError } from './spend.js'
export type { InputIssue, ProcedureMeta } from './trpc.js'

// domain: tasks {

export { feedPrefix, findFeed } from './feeds/feed-calendar.js'

// domain: tasks }
