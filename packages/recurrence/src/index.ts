// domain: tasks
export { checkRule } from './check-rule.js'
export { type DescribeOptions, describeRule } from './describe/describe-rule.js'
export type { RuleLanguage } from './describe/rule-words.js'
export { type Completion, nextOccurrence, type Occurrence, type RecurringTask } from './next-occurrence.js'
export { normalizeRule } from './normalize-rule.js'
