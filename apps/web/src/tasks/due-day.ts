import type { Locale, Texts } from '../texts/locale'
import { type Clock, daysBetween, isPast, type Moment } from '../views/clock'

/** What is needed to format a day. */
export interface DayWords {
  readonly t: Texts<'tasks'>
  readonly locale: Locale
  readonly clock: Clock
}

/** How a day is shown today, with its time. */
export interface DueWords {
  /** A short form for a row, such as `Tomorrow 09:30` or `3 Dec`. */
  readonly text: string
  /** The same for people who cannot see the colour, such as `Overdue: 3 Dec`. */
  readonly label: string
  readonly state: 'overdue' | 'today' | 'ahead'
}

/** A planned day or a deadline. */
export function dueWords({ t, locale, clock }: DayWords, moment: Moment): DueWords {
  const days = daysBetween(clock.today, moment.day)
  const day = relativeDay(t, days) ?? shortDay(locale, moment.day, clock.today)
  const text = moment.time === null ? day : t('facts.at', { day, time: timeText(locale, moment.time) })
  if (isPast(moment, clock)) return { text, label: t('facts.overdue', { day: text }), state: 'overdue' }
  return { text, label: t('facts.due', { day: text }), state: days === 0 ? 'today' : 'ahead' }
}

function relativeDay(t: Texts<'tasks'>, days: number): string | null {
  if (days === 0) return t('days.today')
  if (days === 1) return t('days.tomorrow')
  return days === -1 ? t('days.yesterday') : null
}

/** `26 Nov`, with the year if it is not this year. */
function shortDay(locale: Locale, day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return formatDay(locale, day, { day: 'numeric', month: 'short', ...year })
}

/** `Today · Thursday, 26 November`: the heading of a day. */
export function longDay({ t, locale, clock: { today } }: DayWords, day: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  const name = formatDay(locale, day, { weekday: 'long', day: 'numeric', month: 'long', ...year })
  const relative = relativeDay(t, daysBetween(today, day))
  return relative === null ? name : t('days.named', { relative, day: name })
}

/** Formats a time of day in the style of the language. */
export const timeText = (locale: Locale, time: string): string =>
  formatDay(locale, `1970-01-01T${time}Z`, { hour: '2-digit', minute: '2-digit' })

const formatDay = (locale: Locale, day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(day))
