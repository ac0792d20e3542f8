import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  name: 'Name',
  email: 'E-Mail',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  showPassword: 'Passwort zeigen',
  passwordHint: 'Mindestens 12 Zeichen.',
  goodPasswordHint: 'Mindestens 12 Zeichen. Ein paar zufällige Wörter sind ein gutes Passwort.',
  faults: {
    name: 'Gib deinen Namen ein.',
    email: 'Gib eine E-Mail-Adresse ein, zum Beispiel name@example.com.',
    password: 'Gib dein Passwort ein.',
    shortPassword: 'Nimm mindestens 12 Zeichen.',
    code: 'Gib den Code ein.',
  },
  busy: 'Ownlist ist gerade überlastet. In {seconds, plural, one {# Sekunde} other {# Sekunden}} versucht es die Seite noch einmal.',
  failures: {
    wrongSignIn:
      'Die E-Mail-Adresse oder das Passwort ist falsch, oder die Adresse ist noch nicht bestätigt. Prüfe beides. Wenn du dich gerade registriert hast, öffne den Link in der Mail, die wir dir geschickt haben.',
    accountExists: 'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich an.',
    invalidName:
      'Nimm einen Namen mit 1 bis 100 sichtbaren Zeichen in einer Zeile, ohne zwei Leerzeichen hintereinander.',
    longPassword: 'Nimm höchstens 128 Zeichen.',
    usedLink: 'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordere einen neuen an.',
    wrongSignUpPassword:
      'Das ist nicht das Passwort, das bei der Registrierung gewählt wurde. Versuche es noch einmal, oder wähle ein neues.',
    otherAddress: 'Du bist mit einer anderen Adresse angemeldet. Gib diese Adresse ein, oder melde dich zuerst ab.',
    alreadyConfirmed: 'Diese Adresse ist schon bestätigt. Du musst nichts tun.',
    notConfirmed: 'Bestätige zuerst deine E-Mail-Adresse.',
    somebodyElse:
      'In diesem Browser ist jemand anderes angemeldet. Melde dich ab, und öffne dann den Link noch einmal.',
    wrongCode:
      'Der Code ist falsch oder wurde schon benutzt. Warte, bis die App den nächsten zeigt, und gib diesen ein.',
    wrongBackupCode: 'Das ist keiner deiner Ersatzcodes, oder er wurde schon benutzt. Gib einen anderen ein.',
    expiredSignIn: 'Deine Anmeldung ist abgelaufen. Lade diese Seite neu, und melde dich noch einmal an.',
    oldSignIn: 'Deine Anmeldung ist zu lange her. Melde dich ab und wieder an, und versuche es dann noch einmal.',
    wrongPassword: 'Das Passwort ist falsch.',
    dataNotErased:
      'Deine Daten konnten nicht gelöscht werden, darum wurde auch dein Konto nicht gelöscht. Versuche es gleich noch einmal.',
    databaseUnavailable: 'Die Datenbank ist nicht erreichbar. Versuche es in ein paar Sekunden noch einmal.',
    ourSide: 'Bei uns ist etwas schiefgegangen. Versuche es noch einmal.',
    tooMany:
      'Zu viele Anfragen. Warte {seconds, plural, one {# Sekunde} other {# Sekunden}}, und versuche es dann noch einmal.',
    tooManySoon: 'Zu viele Anfragen. Warte ein paar Sekunden, und versuche es dann noch einmal.',
    unreachable: 'Ownlist ist nicht erreichbar. Prüfe deine Verbindung.',
    unknown: 'Etwas ist schiefgegangen. Versuche es gleich noch einmal.',
  },
} as const satisfies Translation<typeof en>
