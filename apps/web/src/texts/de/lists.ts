import type { lists as english } from '../en/lists'
import type { Translation } from '../translation'

export const lists = {
  label: 'Listen',
  new: 'Neue Liste',
  name: 'Name der Liste',
  add: 'Liste hinzufügen',
  added: 'Liste hinzugefügt',
  changed: 'Liste geändert',
  archived: '{count, plural, one {# archivierte Liste} other {# archivierte Listen}}',
  archive: 'Liste „{title}“ archivieren',
  unarchive: 'Liste „{title}“ aus dem Archiv holen',
  sections: {
    new: 'Neuer Abschnitt',
    name: 'Name des Abschnitts',
    add: 'Abschnitt hinzufügen',
    added: 'Abschnitt hinzugefügt',
    changed: 'Abschnitt umbenannt',
    delete: 'Abschnitt „{title}“ löschen',
    deleted: 'Abschnitt gelöscht',
  },
  delete: 'Liste „{title}“ löschen',
  deleted: 'Liste gelöscht',
  titled: '„{title}“',
  one: 'eine Liste',
  gone: 'eine Liste, die es nicht mehr gibt',
  access: {
    label: 'Zugriff auf',
    all: 'Alle Listen',
    only: 'Nur „{title}“',
    onlyIn: 'Nur in <list></list>.',
    alsoOnlyIn: '{rights}, nur in <list></list>',
    notLoaded: 'Deine Listen konnten nicht geladen werden, darum gilt das für alle.',
  },
} as const satisfies Translation<typeof english>
