import type { lists as english } from '../en/lists'
import type { Translation } from '../translation'

export const lists = {
  label: 'Listen',
  all: 'Alle',
  more: 'Weitere Listen',
  moreFailed: 'Weitere Listen konnten nicht geladen werden. Noch einmal versuchen',
  new: 'Neue Liste',
  name: 'Name der Liste',
  add: 'Liste hinzufügen',
  longTitle:
    'Ein Titel hat höchstens {most, plural, one {# Zeichen} other {# Zeichen}}; dieser hat {excess, number} zu viel.',
  delete: 'Liste „{title}“ löschen',
  deleted: 'Liste gelöscht',
  notFound: 'Liste nicht gefunden',
  notFoundHint: 'Vielleicht wurde sie gelöscht, oder die Adresse ist falsch. <link>Alle Aufgaben ansehen</link>',
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
