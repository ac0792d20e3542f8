import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Papierkorb',
  why: 'Was du löschst, bleibt hier 30 Tage lang.',
  label: 'Gelöscht',
  loading: 'Der Papierkorb wird geladen',
  loadFailed: 'Der Papierkorb konnte nicht geladen werden',
  moreFailed: 'Mehr konnte nicht geladen werden.',
  deleted:
    '{kind, select, task {Aufgabe, {day} gelöscht} list {Liste, {day} gelöscht} section {Abschnitt, {day} gelöscht} label {Etikett, {day} gelöscht} filter {Filter, {day} gelöscht} other {{day} gelöscht}}',
  restore: 'Wiederherstellen',
  restoreNamed: '„{title}“ wiederherstellen',
  restored: '„{title}“ ist wieder da',
  notRestored: '„{title}“ wurde nicht wiederhergestellt',
  empty: 'Papierkorb leeren',
  question: 'Papierkorb leeren?',
  warning: 'Alles darin wird endgültig entfernt. Das lässt sich nicht rückgängig machen.',
  cancel: 'Abbrechen',
  emptied: '{count, plural, one {# Eintrag wurde} other {# Einträge wurden}} entfernt',
  notEmptied: 'Der Papierkorb wurde nicht geleert',
  nothing: 'Der Papierkorb ist leer',
  nothingHint: 'Was du löschst, kannst du hier wiederherstellen.',
  toTasks: 'Zu deinen Aufgaben',
} as const satisfies Translation<typeof en>
