import type { Locale, Texts } from '../texts/locale'

/** How a due day is shown today. */
export interface DueWords {
  readonly text: string
  readonly state: 'overdue' | 'today' | 'ahead'
}

const dayMs = 24 * 60 * 60 * 1_000

/** The current day in the user's own time zone, as `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
}

/** A due day and the current one, both as `YYYY-MM-DD`. */
interface DueDay {
  readonly dueOn: string
  readonly today: string
}

export function dueLabel(t: Texts<'tasks'>, locale: Locale, { dueOn, today }: DueDay): DueWords {
  const day = () => shortDate(locale, { dueOn, today })
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs)
  if (days < 0) return { text: t('facts.overdue', { day: day() }), state: 'overdue' }
  if (days === 0) return { text: t('facts.dueToday'), state: 'today' }
  if (days === 1) return { text: t('facts.dueTomorrow'), state: 'ahead' }
  return { text: t('facts.due', { day: day() }), state: 'ahead' }
}

function shortDate(locale: Locale, { dueOn, today }: DueDay): string {
  const sameYear = dueOn.slice(0, 4) === today.slice(0, 4)
  const year = sameYear ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC', ...year }).format(
    new Date(dueOn),
  )
}
