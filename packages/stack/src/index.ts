export { type Databases, migrateDatabases, openDatabases } from './databases.js'
export { readEnv, readStackSettings, root, type StackSettings } from './env.js'
export type { Service } from './service.js'
export { type Stack, type StackOptions, startStack } from './stack.js'
