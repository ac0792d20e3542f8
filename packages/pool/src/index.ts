export { createPool, type PoolOptions, type PoolUse, usageOf } from './pool.js'
export { startUpFault } from './start-up-fault.js'
export { isUnavailable, sqlStateOf } from './unavailable.js'
