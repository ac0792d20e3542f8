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

/**
 * @param dueOn `YYYY-MM-DD`
 * @param today `YYYY-MM-DD`
 */
export function dueLabel(dueOn: string, today: string): DueWords {
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs)
  if (days < 0) return { text: `Overdue: ${shortDate(dueOn, today)}`, state: 'overdue' }
  if (days === 0) return { text: 'Due today', state: 'today' }
  if (days === 1) return { text: 'Due tomorrow', state: 'ahead' }
  return { text: `Due ${shortDate(dueOn, today)}`, state: 'ahead' }
}

function shortDate(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  const year = sameYear ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC', ...year }).format(
    new Date(day),
  )
}
