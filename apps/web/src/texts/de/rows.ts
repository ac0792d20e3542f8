import type { rows as english } from '../en/rows'
import type { Translation } from '../translation'

export const rows = {
  add: 'Hinzufügen',
  title: 'Titel',
  longTitle:
    'Ein Titel hat höchstens {most, plural, one {# Zeichen} other {# Zeichen}}; dieser hat {excess, number} zu viel. Schreibe den Rest in die Notizen.',
  loadMore: 'Mehr laden',
  tryNow: 'Jetzt versuchen',
  keepsTrying: '{reason} Deine Daten sind sicher, und diese Seite versucht es weiter.',
  wentWrong: 'Etwas ist schiefgegangen.',
  stale:
    'Ownlist ist nicht erreichbar. Du siehst die zuletzt geladenen Daten. Ownlist versucht es alle paar Sekunden wieder.',
  elsewhere: {
    now: 'Das wurde anderswo geändert, während du es bearbeitet hast. Jetzt steht da: „{text}“',
    empty: 'Das wurde anderswo geändert, während du es bearbeitet hast. Jetzt ist es leer.',
    keepMine: 'Meins behalten',
    useOther: 'Das andere nehmen',
    inMeantime:
      'Das wurde inzwischen anderswo geändert. Du siehst jetzt den aktuellen Stand. Mach deine Änderung noch einmal.',
    title: '„{title}“ wurde anderswo geändert',
    notSaved: 'Du siehst den aktuellen Stand. Deine Änderung wurde nicht gespeichert: {change}',
    useMine: 'Meins nehmen',
    value: '„{value}“',
    nothing: '(nichts)',
  },
  failures: {
    added: '„{title}“ wurde nicht hinzugefügt',
    saved: '„{title}“ wurde nicht gespeichert',
    restored: '„{title}“ wurde nicht wiederhergestellt',
    deleted: '„{title}“ wurde nicht gelöscht',
    inAMoment: 'Versuche es gleich noch einmal.',
  },
} as const satisfies Translation<typeof english>
