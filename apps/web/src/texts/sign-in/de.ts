import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  signIn: 'Anmelden',
  createAccount: 'Konto erstellen',
  mailed:
    'Wir haben eine Mail an {email} geschickt. Öffne den Link darin und gib dein Passwort ein: Damit ist die Adresse bestätigt, und du kannst dich anmelden.',
  passkey: 'Mit Passkey anmelden',
  passkeyLate: 'Die Seite war nicht rechtzeitig bereit. Drücke noch einmal auf die Schaltfläche.',
  passkeyFailed:
    'Es wurde kein Passkey benutzt. Versuche es noch einmal, oder melde dich mit deiner E-Mail-Adresse an und füge auf der Kontoseite einen hinzu.',
  provider: 'Weiter mit {provider}',
  providerFailed: 'Die Anmeldung hat nicht geklappt. Versuche es noch einmal, oder nutze deine E-Mail-Adresse.',
  secondFactor: {
    code: 'Code aus deiner Authenticator-App',
    backupCode: 'Ersatzcode',
    useApp: 'Authenticator-App benutzen',
    useBackupCode: 'Ersatzcode benutzen',
  },
  confirm: {
    enterPassword: 'Gib das Passwort ein, das bei der Registrierung von {email} gewählt wurde.',
    chooseNew:
      'Wähle einen Namen und ein Passwort für das Konto von {email}. Alles, was vorher dafür eingerichtet wurde, wird entfernt: Passwörter, Passkeys, Anmeldungen und verbundene Apps.',
    send: 'Adresse bestätigen',
    known: 'Ich kenne das Passwort',
    unknown: 'Ich kenne das Passwort nicht',
    done: 'Deine Adresse ist bestätigt. <link>Anmelden</link>',
  },
  sendLink: 'Link schicken',
  linkSent:
    'Wenn es ein Konto mit dieser E-Mail-Adresse gibt, ist ein Link unterwegs. Er gilt eine Stunde lang. Innerhalb einer Stunde werden höchstens drei verschickt, und die älteren gelten weiter.',
  sendAnotherLink: 'Noch einen Link schicken',
  anotherLinkSent:
    'Wenn diese Adresse noch bestätigt werden muss, ist ein weiterer Link unterwegs. Innerhalb einer Stunde werden höchstens drei verschickt, und die älteren gelten weiter. Sieh auch im Spam-Ordner nach.',
  reset: {
    send: 'Neues Passwort speichern',
    done: 'Dein Passwort wurde geändert, und du bist überall abgemeldet.',
    passkeys:
      'Deine Passkeys gelten weiter. <link>Melde dich an und prüfe deine Passkeys</link>: Entferne alle, die du nicht kennst.',
  },
  signOutFirst: {
    why: 'Du bist als {current} angemeldet, und dieser Link ist für {owner}. Wenn dir jemand anderes diesen Link geschickt hat, schließe diese Seite.',
    failed: 'Du bist noch angemeldet, weil Ownlist nicht erreichbar ist. Versuche es gleich noch einmal.',
    send: 'Abmelden und weiter',
  },
} as const satisfies Translation<typeof en>
