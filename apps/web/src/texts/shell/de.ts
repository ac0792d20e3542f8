import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  name: 'Ownlist',
  // domain: tasks {
  tabTitle: '{title} · {name}',
  // domain: tasks }
  homeLink: 'Ownlist, {home}',
  main: 'Hauptmenü',
  menu: 'Menü öffnen',
  account: 'Konto',
  // domain: tasks {
  pages: { history: 'Verlauf', statistics: 'Statistik', settings: 'Einstellungen', trash: 'Papierkorb' },
  // domain: tasks }
  signOut: 'Abmelden',
  signOutFailed: 'Du bist noch angemeldet',
  unreachable: 'Ownlist ist nicht erreichbar. Versuche es gleich noch einmal.',
  unsent: {
    title: '{count, plural, one {# Änderung ist} other {# Änderungen sind}} noch nicht gespeichert',
    why: 'Der Server hat {count, plural, one {diese Änderung} other {diese Änderungen}} noch nicht bestätigt. Wenn du dich jetzt abmeldest, vergisst dieser Browser, was er noch nicht gesendet hat. Wenn du bleibst, wird es beim nächsten Öffnen noch einmal gesendet: {home}.',
    stay: 'Angemeldet bleiben',
    lose: 'Abmelden und {count, plural, one {die Änderung} other {die Änderungen}} verlieren',
  },
  otherUser: 'In diesem Browser hat sich jemand anderes angemeldet. Lade die Seite neu.',
  partMissing: 'Das konnte nicht geöffnet werden',
  dismiss: 'Schließen',
  undo: 'Rückgängig',
  loadMore: 'Mehr laden',
  fault: {
    title: 'Etwas ist schiefgegangen',
    why: 'Der Fehler liegt bei uns. Deine Daten sind sicher.',
    tryAgain: 'Noch einmal versuchen',
  },
} as const satisfies Translation<typeof en>
