// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Verlauf',
  why: 'Alles, was du, deine Apps und deine Agenten in den letzten 90 Tagen getan haben. Jede Aktion lässt sich als Ganzes rückgängig machen.',
  label: 'Aktionen',
  loading: 'Der Verlauf wird geladen',
  loadFailed: 'Der Verlauf konnte nicht geladen werden',
  moreFailed: 'Mehr konnte nicht geladen werden.',
  nothing: 'Noch ist nichts passiert',
  nothingHint: 'Hier steht, was du hinzufügst, änderst und löschst.',
  toTasks: 'Zu deinen Aufgaben',
  here: 'Du, hier',
  elsewhere: 'Du, auf einem anderen Gerät oder in einer anderen Sitzung',
  app: '{app}, eine App oder ein Agent',
  did: {
    created: 'Hinzugefügt: {what}',
    changed: 'Geändert: {what}',
    deleted: 'Gelöscht: {what}',
    restored: 'Wiederhergestellt: {what}',
    completed: 'Erledigt: {what}',
    reopened: 'Wieder geöffnet: {what}',
  },
  row: '„{title}“',
  rows: '{count, plural, one {# Eintrag} other {# Einträge}}',
  undid: 'Eine Aktion rückgängig gemacht',
  more: 'und {count, plural, one {# weiterer} other {# weitere}}',
  details: 'Was sich geändert hat',
  untitled: 'etwas, das es nicht mehr gibt',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  undoNamed: 'Rückgängig machen: {action}',
  undone: 'Rückgängig gemacht',
  isUndone: 'Später rückgängig gemacht',
  notUndone: 'Das wurde nicht rückgängig gemacht',
  changedSince: {
    title: 'Später wurde etwas geändert',
    why: 'Damit würde auch ersetzt, was später geändert wurde:',
    fields: '„{title}“: {fields}',
    gone: '„{title}“ gibt es nicht mehr',
    replace: 'Spätere Änderungen ersetzen',
    cancel: 'So lassen',
  },
  change: '{field}: {before} → {after}',
  apps: {
    recent: 'Was Apps und Agenten zuletzt getan haben',
    none: 'In letzter Zeit hat keine App und kein Agent etwas geändert.',
    all: 'Den ganzen Verlauf ansehen',
  },
} as const satisfies Translation<typeof en>
