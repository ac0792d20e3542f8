// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Einstellungen',
  label: 'Einstellungen',
  pages: {
    settings: 'Allgemein',
    account: 'Konto',
    notifications: 'Mitteilungen',
    apps: 'Apps und Agenten',
    calendar: 'Kalender',
    import: 'Importieren',
    export: 'Exportieren',
  },
  everywhere: 'Auf allen deinen Geräten',
  here: 'Auf diesem Gerät',
  saved: 'Gespeichert',
  notSaved: 'Die Einstellung wurde nicht gespeichert',
  loading: 'Deine Einstellungen werden geladen',
  loadFailed: 'Deine Einstellungen konnten nicht geladen werden',
  language: 'Sprache',
  languages: { en: 'English', de: 'Deutsch', ar: 'العربية' },
  browserLanguage: 'Wie im Browser eingestellt',
  timeZone: 'Zeitzone',
  deviceZone: 'Wie das Gerät: {zone}',
  zoneHint: 'In dieser Zeitzone beginnen Tage und wiederholen sich Aufgaben.',
  weekStart: 'Die Woche beginnt am',
  usualDay: 'Wie in deiner Region üblich',
  defaultList: 'Liste für neue Aufgaben',
  noList: 'Keine Liste',
  density: 'Dichte',
  densities: { comfortable: 'Bequem', compact: 'Kompakt' },
  appearance: 'Farben',
  appearances: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
} as const satisfies Translation<typeof en>
