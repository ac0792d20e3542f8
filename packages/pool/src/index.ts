export { createListener, type Listener, type ListenerOptions } from './listener.js'
export {
  createPool,
  type PoolOptions,
  type PoolUse,
  runReads,
  runTransaction,
  type Transaction,
  usageOf,
} from './pool.js'
export type { PreparedStatement, TextRow, Value } from './prepared-query.js'
export { startUpFault } from './start-up-fault.js'
export { isUnavailable, sqlStateOf } from './unavailable.js'
