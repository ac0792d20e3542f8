// domain: tasks
export { pasteLines } from './paste-lines.js'
export { parseQuickAdd, type QuickAdd, type QuickAddOptions } from './quick-add.js'
export { isSameName } from './same-name.js'
export type { Kind, QuickRecurrence, Span, Taken } from './taken.js'
