export { createPool, type PoolOptions, type PoolUse, runAlone, runInTransaction, usageOf } from './pool.js'
export { startUpFault } from './start-up-fault.js'
export { isUnavailable, sqlStateOf } from './unavailable.js'
