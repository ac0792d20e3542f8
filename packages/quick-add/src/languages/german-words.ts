// domain: tasks
import { meanings } from '../grammar.js'

export const months = meanings({
  1: 'januar jänner jan',
  2: 'februar feber feb',
  3: 'märz maerz mär mrz',
  4: 'april apr',
  5: 'mai',
  6: 'juni jun',
  7: 'juli jul',
  8: 'august aug',
  9: 'september sept sep',
  10: 'oktober okt',
  11: 'november nov',
  12: 'dezember dez',
})

export const weekdays = meanings({
  1: 'montag',
  2: 'dienstag',
  3: 'mittwoch',
  4: 'donnerstag',
  5: 'freitag',
  6: 'samstag sonnabend',
  7: 'sonntag',
})

export const shortWeekdays = meanings({ 1: 'mo', 2: 'di', 3: 'mi', 4: 'do', 5: 'fr', 6: 'sa', 7: 'so' })

export const numbers = meanings({
  1: 'ein eine einem einer einen',
  2: 'zwei',
  3: 'drei',
  4: 'vier',
  5: 'fünf',
  6: 'sechs',
  7: 'sieben',
  8: 'acht',
  9: 'neun',
  10: 'zehn',
  11: 'elf',
  12: 'zwölf',
})

export const ordinals = meanings({
  1: 'ersten erste',
  3: 'dritten dritte',
  4: 'vierten vierte',
  [-1]: 'letzten letzte',
})
