import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  names: {
    title: 'Titel',
    position: 'Platz',
    // domain: tasks {
    notes: 'Notizen',
    priority: 'Priorität',
    dueOn: 'Fällig',
    dueTime: 'Uhrzeit',
    dueZone: 'Zeitzone',
    deadlineOn: 'Frist',
    deadlineTime: 'Uhrzeit der Frist',
    deadlineZone: 'Zeitzone der Frist',
    recurrence: 'Wiederholung',
    recurrenceFrom: 'Wiederholung ab',
    completedAt: 'Erledigt',
    listId: 'Liste',
    sectionId: 'Abschnitt',
    parentId: 'Teil von',
    labelIds: 'Etiketten',
    remindBefore: 'Erinnerungen',
    remindAt: 'Erinnerungen',
    color: 'Farbe',
    archivedAt: 'Archiviert',
    query: 'Filter',
    // domain: tasks }
    other: 'Etwas',
  },
  nothing: 'nichts',
  yes: 'ja',
  many: '{count, plural, one {# Eintrag} other {# Einträge}}',
  otherRow: 'etwas anderes',
  place: 'ein anderer Platz',
  // domain: tasks {
  priorities: { none: 'Keine', low: 'Niedrig', medium: 'Mittel', high: 'Hoch' },
  // domain: tasks }
} as const satisfies Translation<typeof en>
