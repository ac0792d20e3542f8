import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  add: 'Hinzufügen',
  title: 'Titel',
  longTitle:
    'Ein Titel hat höchstens {most, plural, one {# Zeichen} other {# Zeichen}}; dieser hat {excess, number} zu viel.',
  restIntoNotes: 'Schreibe den Rest in die Notizen.',
  tryNow: 'Jetzt versuchen',
  keepsTrying: '{reason} Deine Daten sind sicher, und diese Seite versucht es weiter.',
  wentWrong: 'Etwas ist schiefgegangen.',
  elsewhere: {
    now: 'Das wurde anderswo geändert, während du es bearbeitet hast. Jetzt steht da: „{text}“',
    empty: 'Das wurde anderswo geändert, während du es bearbeitet hast. Jetzt ist es leer.',
    keepMine: 'Meins behalten',
    useOther: 'Das andere nehmen',
  },
} as const satisfies Translation<typeof en>
