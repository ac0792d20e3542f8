// domain: tasks
import { byWeekday, isMondayToFriday, namesIn, type RuleWords } from './rule-words.js'

const names = namesIn('de')
const units = {
  HOURLY: ['jede Stunde', 'Stunden'],
  DAILY: ['jeden Tag', 'Tage'],
  WEEKLY: ['jede Woche', 'Wochen'],
  MONTHLY: ['jeden Monat', 'Monate'],
  YEARLY: ['jedes Jahr', 'Jahre'],
} as const
const periods = { month: 'im Monat', year: 'im Jahr' } as const

/** `letzten`, `vorletzten`, `drittletzten`, `3.` */
function place(number: number): string {
  if (number > 0) return `${number}.`
  return ['letzten', 'vorletzten', 'drittletzten', 'viertletzten', 'fünftletzten'][-number - 1] ?? `${-number}.-letzten`
}

function weekdayNames(weekdays: readonly number[]): string {
  if (isMondayToFriday(weekdays)) return 'Montag bis Freitag'
  return names.list(weekdays.map((day) => names.weekday(day, weekdays.length === 1 ? 'long' : 'short')))
}

/** The words of German. */
export const german: RuleWords = {
  every: (frequency, interval) => (interval === 1 ? units[frequency][0] : `alle ${interval} ${units[frequency][1]}`),
  weekdays(weekdays) {
    const days = weekdayNames(weekdays)
    if (isMondayToFriday(weekdays)) return { alone: days, each: `von ${days}`, on: `von ${days}` }
    return { alone: days, each: `jeden ${days}`, on: `am ${days}` }
  },
  placedDays(days, period) {
    const groups = byWeekday(days).map(
      ({ weekday, places }) => `${names.list(places.map(place))} ${names.weekday(weekday, 'long')}`,
    )
    const alone = names.list(groups)
    if (period === null) return { alone, each: null, on: `am ${alone}` }
    const whole = `${alone} ${periods[period]}`
    return { alone, each: `jeden ${whole}`, on: `am ${period === 'year' ? whole : alone}` }
  },
  monthDays(days) {
    const alone = names.list(days.map((day) => (day < 0 ? `${place(day)} Tag des Monats` : place(day))))
    return { alone, each: `jeden ${alone}`, on: `am ${alone}` }
  },
  dates: (dates) => `am ${dates}`,
  yearDays: (days) => `am ${names.list(days.map(place))} Tag des Jahres`,
  weeks: (weeks) => `in der ${names.list(weeks.map(place))} Woche des Jahres`,
  chosen: (places, days) => `am ${names.list(places.map(place))} dieser Tage: ${days}`,
  months: (months) => `im ${months}`,
  times: (times) => `um ${times}`,
  minutes: (minutes) => `zur Minute ${minutes}`,
  only: (on) => `nur ${on}`,
  until: (date) => `bis ${date}`,
  count: (count) => (count === 1 ? 'einmal' : `${count} Mal`),
  afterCompletion: (words) => `nach dem Erledigen: ${words}`,
  shorter: {
    BACKWARD: '(in kürzeren Monaten am letzten Tag)',
    FORWARD: '(nach kürzeren Monaten am ersten Tag des nächsten)',
    OMIT: '(nicht in kürzeren Monaten)',
  },
}
