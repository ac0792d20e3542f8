import { isSameName, type Kind, parseQuickAdd, type QuickRecurrence } from '@ownlist/quick-add'

/** The task that a line of plain words asks for. Days are `YYYY-MM-DD` in the user's own calendar. */
export interface QuickTask {
  readonly title: string
  /** The fields, as the API takes them. A field is absent if the words do not set it. */
  readonly fields: QuickFields
  /** The titles of the task's list, of a section in that list, and of labels. */
  readonly list: string | null
  readonly section: string | null
  readonly labels: readonly string[]
  /** The words that were removed from the title, in order, without the comma before them. */
  readonly taken: readonly string[]
}

interface QuickFields {
  readonly dueOn?: string
  /** `HH:MM`, local time of the user. */
  readonly dueTime?: string
  readonly deadlineOn?: string
  readonly recurrence?: string
  readonly recurrenceFrom?: QuickRecurrence['from']
  readonly priority?: 'none' | 'low' | 'medium' | 'high'
  /** In minutes. */
  readonly remindBefore?: number[]
}

export interface QuickTaskOptions {
  /** The titles of the lists, labels and sections; none by default. */
  readonly lists?: readonly string[]
  readonly labels?: readonly string[]
  readonly sections?: readonly string[]
  readonly now?: Date
  /** The IANA time zone of the user. */
  readonly zone?: string
}

/** Whether a word may name a list, label or section. If so, these must be loaded before the line is parsed. */
export const mayName = (words: string, mark: '@' | '#' | '/'): boolean => new RegExp(`(^|\\s)${mark}\\S`).test(words)

/** Parses `Renew passport by next friday +high @home`. A priority may have a plus, since shells interpret `!`. */
export function parseQuickTask(words: string, options: QuickTaskOptions = {}): QuickTask {
  const parsed = parse(words, options)
  // If a line only has names, the parser returns it as the title. But most likely, the user forgot the title.
  const isOnlyList = options.lists?.some((list) => isSameName(`@${list}`, parsed.title))
  const [title, taken] = [isOnlyList ? '' : parsed.title, parsed.taken]
  // If there are several of a kind, the last one counts.
  const last = <K extends Kind>(kind: K) => valuesOf(taken, kind).at(-1)
  const recurrence = last('recurrence')
  const [due, time, deadline] = [last('due') ?? recurrence?.on, last('time'), last('deadline')]
  const [priority, reminders] = [last('priority'), valuesOf(taken, 'reminder')]
  return {
    title,
    fields: {
      ...(due === undefined ? {} : { dueOn: due }),
      ...(time === undefined ? {} : { dueTime: time }),
      ...(deadline === undefined ? {} : { deadlineOn: deadline }),
      ...(recurrence === undefined ? {} : { recurrence: recurrence.rule, recurrenceFrom: recurrence.from }),
      ...(priority === undefined ? {} : { priority }),
      ...(reminders.length === 0 ? {} : { remindBefore: [...new Set(reminders)] }),
    },
    list: last('list') ?? null,
    section: last('section') ?? null,
    labels: [...new Set(valuesOf(taken, 'label'))],
    taken: taken.map(({ text }) => text.replace(/^[\s,;:–—-]+/, '')),
  }
}

/** A repetition in words, such as `every monday` or `monday`; null if the words also contain something else. */
export function parseRepetition(words: string, options: QuickTaskOptions = {}): QuickRecurrence | null {
  for (const phrase of [words, `every ${words}`]) {
    // A line needs a title, so that its other words can be a repetition.
    const { title, taken } = parse(`x ${phrase}`, options, ['recurrence'])
    const [found] = valuesOf(taken, 'recurrence')
    if (found !== undefined && title === 'x') return found
  }
  return null
}

function parse(words: string, options: QuickTaskOptions, kinds?: readonly Kind[]) {
  const { now = new Date(), zone = Intl.DateTimeFormat().resolvedOptions().timeZone, ...names } = options
  const limits = kinds === undefined ? {} : { kinds }
  return parseQuickAdd(words, { language: 'en', now: now.toISOString(), zone, ...names, ...limits })
}

type TakenParts = ReturnType<typeof parseQuickAdd>['taken']
type ValueOf<K extends Kind> = Extract<TakenParts[number], { readonly kind: K }>['value']

const valuesOf = <K extends Kind>(taken: TakenParts, kind: K): ValueOf<K>[] =>
  taken.flatMap((one) => (one.kind === kind ? [one.value as ValueOf<K>] : []))
