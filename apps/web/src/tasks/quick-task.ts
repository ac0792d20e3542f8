import { type Kind, parseQuickAdd, type Span, type Taken } from '@ownlist/quick-add'
import type { Locale } from '../texts/locale'
import type { Clock } from '../views/clock'
import { addDays } from '../views/clock'
import { byPosition, type TaskData } from '../views/task-data'
import { normalRule } from './normal-rule'
import type { TaskChange } from './use-task-actions'

/** The fields that a line of plain words asks for. */
export interface QuickTask {
  readonly title: string
  /** The parts that were understood. Each of them can be refused. */
  readonly taken: readonly Taken[]
}

/** The settings for reading a line. */
export interface Reading {
  readonly data: TaskData
  readonly locale: Locale
  /** The parts of the line that the person has refused. */
  readonly refused: readonly Span[]
}

/** Reads a line such as `Renew passport by friday at 9 !high @home`. */
export function readQuickTask(text: string, { data, locale, refused }: Reading): QuickTask {
  const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title)
  return parseQuickAdd(text, {
    language: locale,
    now: new Date().toISOString(),
    zone: data.clock.zone,
    weekStart: data.clock.weekStart,
    lists: titles(data.lists),
    labels: titles(data.labels),
    sections: titles(data.sections),
    literal: refused,
  })
}

/** A repetition, day or time in words, such as `every monday at 9`; null if the words also contain something else. */
export function readWhen(text: string, reading: Omit<Reading, 'refused'>): readonly Taken[] | null {
  // A line needs a title. Otherwise its other words are not understood.
  const { title, taken } = readQuickTask(`x ${text}`, { ...reading, refused: [] })
  return title === 'x' && taken.length > 0 ? taken : null
}

/** The fields for the parts that were understood. If there are several parts of a kind, the last one counts. */
export async function fieldsOf(taken: readonly Taken[], data: TaskData): Promise<Omit<TaskChange['fields'], 'title'>> {
  const last = <K extends Kind>(kind: K) => valuesOf(taken, kind).at(-1)
  const recurrence = last('recurrence')
  const [time, deadline, priority] = [last('time'), last('deadline'), last('priority')]
  const due = last('due') ?? recurrence?.on ?? (time === undefined ? undefined : firstDayFor(time, data.clock))
  const [list, section, reminders] = [last('list'), last('section'), valuesOf(taken, 'reminder')]
  const labels = valuesOf(taken, 'label')
  return {
    ...(due === undefined ? {} : { dueOn: due }),
    ...(time === undefined ? {} : { dueTime: time }),
    ...(deadline === undefined ? {} : { deadlineOn: deadline }),
    ...(priority === undefined ? {} : { priority }),
    ...(reminders.length === 0 ? {} : { remindBefore: [...new Set(reminders)] }),
    ...(recurrence === undefined || due === undefined ? {} : await repetition(recurrence, due)),
    ...(list === undefined ? {} : placeIn(data.lists, list, (listId) => ({ listId }))),
    ...(section === undefined
      ? {}
      : placeIn(data.sections, section, (sectionId, row) => ({ sectionId, listId: row.listId }))),
    ...(labels.length === 0
      ? {}
      : { labelIds: data.labels.filter(({ title }) => labels.includes(title)).map(({ id }) => id) }),
  }
}

/** A time that has passed today means tomorrow. */
const firstDayFor = (time: string, { today, time: now }: Clock) => (time > now ? today : addDays(today, 1))

async function repetition({ rule, from }: { rule: string; from: 'schedule' | 'completion' }, due: string) {
  if (from === 'completion') return { recurrence: rule, recurrenceFrom: from }
  return { recurrence: await normalRule(rule, due), recurrenceFrom: from }
}

function placeIn<Row extends { id: string; title: string; position: string }, Fields extends object>(
  rows: readonly Row[],
  title: string,
  fields: (id: string, row: Row) => Fields,
): Fields | object {
  const row = rows.toSorted(byPosition).find((each) => each.title === title)
  return row === undefined ? {} : fields(row.id, row)
}

type ValueOf<K extends Kind> = Extract<Taken, { readonly kind: K }>['value']

const valuesOf = <K extends Kind>(taken: readonly Taken[], kind: K): ValueOf<K>[] =>
  taken.flatMap((one) => (one.kind === kind ? [one.value as ValueOf<K>] : []))
