// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Statistik',
  loading: 'Deine Statistik wird geladen',
  loadFailed: 'Deine Statistik konnte nicht geladen werden',
  nothing: 'Noch nichts erledigt',
  nothingHint: 'Sobald du eine Aufgabe erledigst, zählt sie hier.',
  toTasks: 'Zu deinen Aufgaben',
  summary: 'Auf einen Blick',
  streak: 'Tage in Folge',
  longest: 'längste Folge: {count, number}',
  done: 'Erledigt',
  lastWeeks: 'in den letzten 12 Wochen: {count, number}',
  time: 'Übliche Zeit vom Hinzufügen bis zum Erledigen',
  overdue: 'Überfällig',
  byDay: 'Erledigt pro Tag, in den letzten 4 Wochen',
  byWeek: 'Erledigt pro Woche, in den letzten 12 Wochen',
  times: 'Zeit vom Hinzufügen bis zum Erledigen, in den letzten 12 Wochen',
  overdueByList: 'Überfällige Aufgaben pro Liste',
  noList: 'Keine Liste',
  otherList: 'Eine andere Liste',
  noneOverdue: 'Nichts ist überfällig.',
  day: 'Tag',
  week: 'Woche',
  weekFrom: 'ab {day}',
  list: 'Liste',
  took: 'Zeit',
  tasks: 'Aufgaben',
  table: 'Als Tabelle zeigen',
  tableOf: '{title}, als Tabelle',
  buckets: {
    hour: 'Unter einer Stunde',
    day: 'Unter einem Tag',
    week: 'Unter einer Woche',
    month: 'Unter 30 Tagen',
    longer: 'Länger',
  },
  durations: {
    minutes: '{count, plural, one {# Minute} other {# Minuten}}',
    hours: '{count, plural, one {# Stunde} other {# Stunden}}',
    days: '{count, plural, one {# Tag} other {# Tage}}',
  },
} as const satisfies Translation<typeof en>
