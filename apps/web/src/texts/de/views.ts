// domain: tasks
import type { views as english } from '../en/views'
import type { Translation } from '../translation'

export const views = {
  label: 'Ansichten',
  menu: 'Menü öffnen',
  shortcuts: 'Tastenkürzel',
  inbox: 'Eingang',
  today: 'Heute',
  upcoming: 'Demnächst',
  search: 'Suche',
  searchFor: 'Suche: {query}',
  searchTasks: 'Aufgaben suchen',
  clearSearch: 'Suche leeren',
  filter: 'Neuer Filter',
  done: 'Erledigt',
  arrangement: {
    label: 'Sortieren',
    sort: 'Sortieren nach',
    group: 'Gruppieren nach',
    sorts: {
      manual: 'Eigene Reihenfolge',
      day: 'Tag',
      priority: 'Priorität',
      added: 'Hinzugefügt am',
      alphabet: 'Alphabet',
    },
    groups: { none: 'Nichts', day: 'Tag', priority: 'Priorität', list: 'Liste' },
  },
  filters: {
    label: 'Filter',
    new: 'Neuer Filter',
    query: 'Filter',
    hint: 'today & !label:home & priority:high',
    show: 'Zeigen',
    save: 'Auf diesem Gerät speichern',
    remove: 'Von diesem Gerät entfernen',
  },
  empty: {
    inbox: { title: 'Nichts zu tun', hint: 'Füge oben eine Aufgabe hinzu, oder drücke irgendwo q.' },
    today: { title: 'Nichts für heute', hint: 'Füge oben eine Aufgabe hinzu, oder genieße die Ruhe.' },
    upcoming: { title: 'Nichts geplant', hint: 'Hier erscheinen Aufgaben mit einem Tag oder einer Frist.' },
    list: {
      title: 'In dieser Liste ist nichts zu tun',
      hint: 'Füge oben eine Aufgabe hinzu, oder verschiebe eine hierher.',
      gone: 'Liste nicht gefunden',
    },
    label: {
      title: 'Nichts mit diesem Etikett',
      hint: 'Füge oben eine Aufgabe hinzu, oder drücke l auf einer Aufgabe.',
      gone: 'Etikett nicht gefunden',
    },
    done: { title: 'Noch nichts erledigt', hint: 'Hier erscheinen die Aufgaben, die du erledigst.' },
    goneHint: 'Vielleicht wurde es gelöscht, oder die Adresse ist falsch. <link>Zum Eingang</link>',
    search: {
      start: 'Suche',
      startHint: 'Tippe Wörter aus Titel, Notizen, Liste oder Etikett, in beliebiger Reihenfolge.',
      title: 'Nichts gefunden',
      hint: 'Keine offene Aufgabe hat „{query}“ im Titel, in den Notizen, in der Liste oder in den Etiketten.',
    },
    filter: {
      start: 'Aufgaben filtern',
      startHint: 'Schreibe einen Filter, zum Beispiel: today & !label:home & priority:high',
      title: 'Nichts gefunden',
      hint: 'Keine offene Aufgabe passt zu diesem Filter.',
      wrong: 'Der Filter ist nicht lesbar',
      unknown: '„{word}“ ist keine Bedingung. Nimm eine, die beim Tippen angeboten wird.',
      incomplete: 'Etwas fehlt, zum Beispiel eine Bedingung nach & oder eine schließende Klammer. {word}',
      noSuchList: 'Es gibt keine Liste „{word}“.',
      noSuchLabel: 'Es gibt kein Etikett „{word}“.',
    },
  },
} as const satisfies Translation<typeof english>
