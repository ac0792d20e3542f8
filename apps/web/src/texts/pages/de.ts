import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  signIn: {
    title: 'Anmelden',
    providerFaults: {
      accountExists:
        'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich mit deinem Passwort an. Wenn du es nicht kennst oder die Adresse noch nicht bestätigt hast, nutze „Passwort vergessen?“.',
      notConfirmed:
        'Der Anbieter hat deine E-Mail-Adresse nicht bestätigt. Öffne den Link in der Mail, die wir dir geschickt haben, und melde dich dann an.',
      other:
        'Die Anmeldung bei diesem Anbieter hat nicht geklappt. Versuche es noch einmal, oder nutze deine E-Mail-Adresse.',
    },
    noAccount: 'Noch kein Konto? <link>Konto erstellen</link>',
    forgot: 'Passwort vergessen?',
  },
  signUp: {
    title: 'Konto erstellen',
    hasAccount: 'Hast du schon ein Konto? <link>Anmelden</link>',
  },
  forgotPassword: {
    title: 'Passwort vergessen?',
    noMail:
      'Dieser Server verschickt keine Mails, darum kann er dir keinen Link schicken. Bitte den Betreiber um Hilfe.',
    outbox: 'Mails bleiben auf diesem Rechner: <link>Postausgang</link>.',
    remembered: 'Fällt dir dein Passwort wieder ein? <link>Anmelden</link>',
  },
  resetPassword: {
    title: 'Neues Passwort wählen',
    noLink: 'Dieser Link wurde schon benutzt oder ist abgelaufen.',
    newLink: 'Neuen Link anfordern',
  },
  confirmEmail: {
    title: 'Adresse bestätigen',
    noLink:
      'Dieser Link wurde schon benutzt, ist abgelaufen oder unvollständig. Wenn deine Adresse schon bestätigt ist, melde dich einfach an.',
    signIn: 'Anmelden',
  },
  outbox: {
    title: 'Postausgang',
    why: 'Es ist kein Mailserver eingestellt (SMTP_URL), darum werden Mails hier gezeigt. Sie sind weg, sobald Ownlist beendet wird.',
    none: 'Es wurde noch keine Mail verschickt.',
    mails: 'Mails',
    to: 'An {address}, <time>{sent} UTC</time>',
  },
  offline: {
    title: 'Du bist offline',
    why: 'Diese Seite braucht das Netz. <link>Noch einmal versuchen</link>',
  },
  notFound: {
    title: 'Seite nicht gefunden',
    why: 'Vielleicht ist die Adresse falsch. <link>Hier geht es zurück: {home}</link>.',
  },
} as const satisfies Translation<typeof en>
