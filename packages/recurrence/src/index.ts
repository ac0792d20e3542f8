// domain: tasks
export { checkRule } from './check-rule.js'
export { type Completion, nextOccurrence, type Occurrence, type RecurringTask } from './next-occurrence.js'
export { normalizeRule } from './normalize-rule.js'
