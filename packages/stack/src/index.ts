export { readEnv, readStackSettings, root, type StackSettings } from './env.js'
export type { Service } from './service.js'
export { type System, startSystem } from './system.js'
