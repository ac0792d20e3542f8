// domain: tasks
import type { List, Task } from '@ownlist/client'
import { containsWords, foldText, searchWords } from '@ownlist/text'
import { addDays, type Clock } from './clock'
import { dayOf, deadlineOf, isForToday, isOverdue, plannedOf } from './due'
import type { Label } from './task-data'

/** The lists and labels that a filter can name. */
export interface FilterNames {
  readonly lists: readonly List[]
  readonly labels: readonly Label[]
}

type Test = (task: Task, clock: Clock) => boolean

/** A filter that was parsed, or the reason why it could not be. */
export type Filter =
  | { readonly ok: true; readonly matches: Test }
  /** `word` is the part that is wrong or unknown; it is empty if something is missing at the end. */
  | {
      readonly ok: false
      readonly fault: 'unknown' | 'incomplete' | 'noSuchList' | 'noSuchLabel'
      readonly word: string
    }

/**
 * Reads a filter such as `today & !label:home & (priority:high | overdue)`.
 *
 * - `&` and `|` join conditions, `!` turns one into its opposite, and `( )` groups them. `&` binds more tightly than `|`.
 * - A condition is a word of `filterWords`, `list:`, `label:` or `priority:` with a name, `before:` or `after:` with a day
 *   (`YYYY-MM-DD`), or a text in quotes, which is searched for. A name with spaces is written with hyphens or in quotes.
 *
 * The names are those of the catalogue of no language: a filter means the same in every language.
 */
export function parseFilter(text: string, names: FilterNames): Filter {
  const tokens = tokensOf(text)
  let at = 0
  const faults: Filter[] = []

  function fail(fault: Extract<Filter, { ok: false }>['fault'], word = ''): Test {
    faults.push({ ok: false, fault, word })
    return () => false
  }
  function either(): Test {
    const parts = [both()]
    while (tokens[at] === '|' && ++at) parts.push(both())
    return (task, clock) => parts.some((part) => part(task, clock))
  }
  function both(): Test {
    const parts = [single()]
    while (tokens[at] === '&' && ++at) parts.push(single())
    return (task, clock) => parts.every((part) => part(task, clock))
  }
  function single(): Test {
    const token = tokens[at++]
    if (token === undefined) return fail('incomplete')
    if (token === '!') {
      const test = single()
      return (task, clock) => !test(task, clock)
    }
    if (token === '(') {
      const test = either()
      return tokens[at++] === ')' ? test : fail('incomplete')
    }
    return conditionOf(token, names) ?? fail(...faultOf(token))
  }

  const matches = either()
  if (at < tokens.length) fail('unknown', tokens[at])
  return faults[0] ?? { ok: true, matches }
}

/** A mark, a text in quotes, or a condition up to the next mark: `no date` is one. */
const tokensOf = (text: string): string[] =>
  [...text.matchAll(/[&|!()]|(?:[^&|!()"]|"[^"]*"?)+/g)].map(([token]) => token.trim()).filter((token) => token !== '')

/** The conditions that take no name. */
const words: Readonly<Record<string, Test>> = {
  today: isForToday,
  overdue: isOverdue,
  tomorrow: (task, clock) => plannedOf(task, clock)?.day === addDays(clock.today, 1),
  'next 7 days': (task, clock) => {
    const day = dayOf(task, clock)?.day
    return day !== undefined && day <= addDays(clock.today, 6)
  },
  'no date': ({ dueOn, deadlineOn }) => dueOn === null && deadlineOn === null,
  'no time': ({ dueTime }) => dueTime === null,
  deadline: ({ deadlineOn }) => deadlineOn !== null,
  'no list': ({ listId }) => listId === null,
  'no label': ({ labelIds }) => labelIds.length === 0,
  'no priority': ({ priority }) => priority === 'none',
  recurring: ({ recurrence }) => recurrence !== null,
  subtask: ({ parentId }) => parentId !== null,
  notes: ({ notes }) => notes !== '',
  all: () => true,
}

/** The conditions that take no name, for suggestions and help. */
const filterWords: readonly string[] = Object.keys(words)

const priorities = ['none', 'low', 'medium', 'high'] as const

function conditionOf(token: string, names: FilterNames): Test | null {
  const word = words[token.toLowerCase().replace(/\s+/g, ' ')]
  if (word !== undefined) return word
  const quoted = /^"([^"]*)"?$/.exec(token)
  if (quoted) {
    const found = searchWords(quoted[1] ?? '')
    return ({ title, notes }) => containsWords(foldText(`${title}\n${notes}`), found)
  }
  const { 1: key, 2: value = '' } = /^(\w+)\s*:\s*"?([^"]*)"?$/.exec(token) ?? []
  switch (key?.toLowerCase()) {
    case 'priority': {
      const wanted = priorities.find((priority) => priority === value.toLowerCase())
      return wanted === undefined ? null : ({ priority }) => priority === wanted
    }
    case 'list': {
      const ids = idsOf(names.lists, value)
      return ids.size === 0 ? null : ({ listId }) => listId !== null && ids.has(listId)
    }
    case 'label': {
      const ids = idsOf(names.labels, value)
      return ids.size === 0 ? null : ({ labelIds }) => labelIds.some((id) => ids.has(id))
    }
    case 'before':
      return dayTest(value, (day, limit) => day < limit)
    case 'after':
      return dayTest(value, (day, limit) => day > limit)
    default:
      return null
  }
}

const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

const dayTest = (limit: string, compare: (day: string, limit: string) => boolean): Test | null =>
  isDay(limit)
    ? (task, clock) =>
        [plannedOf(task, clock), deadlineOf(task, clock)].some((at) => at !== null && compare(at.day, limit))
    : null

/** Two rows may have the same title. Case and accents are ignored, and a hyphen matches a space. */
const idsOf = (rows: readonly { id: string; title: string }[], name: string): ReadonlySet<string> =>
  new Set(rows.filter(({ title }) => plainName(title) === plainName(name)).map(({ id }) => id))

const plainName = (name: string) => foldText(name.trim()).replace(/[\s-]+/g, '-')

function faultOf(token: string): ['unknown' | 'incomplete' | 'noSuchList' | 'noSuchLabel', string] {
  const { 1: key = '', 2: value = '' } = /^(\w+)\s*:(.*)$/.exec(token) ?? []
  if (key !== '' && value.trim() === '') return ['incomplete', token]
  if (key.toLowerCase() === 'list') return ['noSuchList', value.trim()]
  return key.toLowerCase() === 'label' ? ['noSuchLabel', value.trim()] : ['unknown', token]
}

/** Suggestions for the condition at the end of a filter that is being typed. Each suggestion is the whole filter. */
export function completeFilter(text: string, { lists, labels }: FilterNames): readonly string[] {
  const { 1: before = '', 2: begun = '' } = /^(.*?(?:[&|!(]\s*|^))([^&|!()]*)$/s.exec(text) ?? []
  const named = (key: string, rows: readonly { title: string }[]) =>
    rows.map(({ title }) => `${key}:${/[&|!()"]/.test(title) ? `"${title.replaceAll('"', '')}"` : title}`)
  const conditions = [
    ...filterWords,
    ...priorities.slice(1).map((priority) => `priority:${priority}`),
    ...named('list', lists),
    ...named('label', labels),
  ]
  const beginning = foldText(begun.trim())
  return conditions
    .filter((condition) => foldText(condition).startsWith(beginning) && foldText(condition) !== beginning)
    .slice(0, 8)
    .map((condition) => before + condition)
}
