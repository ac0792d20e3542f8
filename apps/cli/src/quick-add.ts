import { isSameName, type Kind, parseQuickAdd } from '@ownlist/quick-add'

/** What a line of plain words requests. */
export interface QuickTask {
  readonly title: string
  /** A day in the user's own calendar, `YYYY-MM-DD`. */
  readonly dueOn: string | null
  readonly priority: 'none' | 'low' | 'medium' | 'high'
  /** The title of the task's list. */
  readonly list: string | null
  /** The words that were taken out of the title, in their order, without a comma before them. */
  readonly taken: readonly string[]
}

export interface QuickTaskOptions {
  /** The titles of the lists; by default there are none. */
  readonly lists?: readonly string[]
  readonly now?: Date
  /** The IANA time zone of the user. */
  readonly zone?: string
}

/** What `add` can set. Words for something else stay in the title. */
const kinds: readonly Kind[] = ['due', 'priority', 'list']

/** Whether one of the words may name a list, so that the lists must be loaded to read the line. */
export const mayNameList = (words: string): boolean => /(^|\s)@\S/.test(words)

/** Parses `Renew passport by next friday +high @home`. A priority may have a plus, since shells interpret `!`. */
export function parseQuickTask(words: string, options: QuickTaskOptions = {}): QuickTask {
  const { lists = [], now = new Date(), zone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options
  const { title, taken } = parseQuickAdd(words, { language: 'en', now: now.toISOString(), zone, lists, kinds })
  const task: Mutable<QuickTask> = { title, dueOn: null, priority: 'none', list: null, taken: [] }
  // The parser keeps a line of marks as a title. A task that is called like a list is more likely a forgotten title.
  if (lists.some((list) => isSameName(`@${list}`, title))) return { ...task, title: '' }
  // If there are several of a kind, the last one counts.
  for (const one of taken) {
    if (one.kind === 'due') task.dueOn = one.value
    if (one.kind === 'priority') task.priority = one.value
    if (one.kind === 'list') task.list = one.value
  }
  return { ...task, taken: taken.map(({ text }) => text.replace(/^[\s,;:–—-]+/, '')) }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
