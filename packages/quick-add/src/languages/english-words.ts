// domain: tasks
import { meanings } from '../grammar.js'

export const months = meanings({
  1: 'january jan',
  2: 'february feb',
  3: 'march mar',
  4: 'april apr',
  5: 'may',
  6: 'june jun',
  7: 'july jul',
  8: 'august aug',
  9: 'september sept sep',
  10: 'october oct',
  11: 'november nov',
  12: 'december dec',
})

export const weekdays = meanings({
  1: 'monday',
  2: 'tuesday',
  3: 'wednesday',
  4: 'thursday',
  5: 'friday',
  6: 'saturday',
  7: 'sunday',
})

export const shortWeekdays = meanings({
  1: 'mon',
  2: 'tue tues',
  3: 'wed',
  4: 'thu thur thurs',
  5: 'fri',
  6: 'sat',
  7: 'sun',
})

export const numbers = meanings({
  1: 'a an one',
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
  10: 'ten',
  11: 'eleven',
  12: 'twelve',
})

export const units: Record<string, { readonly days?: number; readonly months?: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
}
