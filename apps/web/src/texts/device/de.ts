import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'App verbinden',
  code: 'Code',
  codeHint: 'Der Code, den die App zeigt, zum Beispiel WDJB-MJHT.',
  continue: 'Weiter',
  faults: {
    unknown: 'Diesen Code gibt es nicht. Vergleiche ihn mit dem, den die App zeigt.',
    expired: 'Dieser Code ist abgelaufen. Fang in der App noch einmal an, dann bekommst du einen neuen.',
    used: 'Dieser Code wurde schon benutzt. Fang in der App noch einmal an, dann bekommst du einen neuen.',
    'too-often': 'Zu viele Anfragen. Warte eine Minute, und versuche es dann noch einmal.',
  },
  asks: 'Eine App, die sich <name>{app}</name> nennt, bittet mit diesem Code um Zugriff:',
  may: 'Für {email} darf sie:',
  rights: 'Gewünschter Zugriff',
  nothingElse: 'Sonst darf sie nichts. Auf dein Konto und dein Passwort hat sie keinen Zugriff.',
  caution: 'Stimme nur zu, wenn du das gerade selbst gestartet hast und die App denselben Code zeigt.',
  authorize: 'Zustimmen',
  deny: 'Ablehnen',
  invalid: 'Dieser Code gilt nicht mehr. Fang in der App noch einmal an.',
  authorized:
    '<name>{app}</name> hat jetzt Zugriff. Geh zurück zur App: Sie macht in wenigen Sekunden von selbst weiter.',
  seeApps: 'Auf deiner <link>Kontoseite</link> siehst du die verbundenen Apps und kannst ihnen den Zugriff entziehen.',
  denied: '<name>{app}</name> hat keinen Zugriff bekommen.',
} as const satisfies Translation<typeof en>
