// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Mitteilungen',
  why: 'Ownlist kann dich in diesem Browser an Aufgaben erinnern, auch wenn er geschlossen ist.',
  loadFailed: 'Die Mitteilungen konnten nicht geladen werden',
  turnOn: 'Mitteilungen einschalten',
  turnOff: 'Mitteilungen ausschalten',
  on: 'In diesem Browser sind Mitteilungen eingeschaltet.',
  off: 'In diesem Browser sind Mitteilungen ausgeschaltet.',
  turnedOn: 'Mitteilungen eingeschaltet',
  turnedOff: 'Mitteilungen ausgeschaltet',
  failed: 'Die Mitteilungen wurden nicht geändert',
  failedHint: 'Der Browser oder sein Push-Dienst hat abgelehnt. Versuche es gleich noch einmal.',
  states: {
    unsupported:
      'Dieser Browser kann keine Mitteilungen von Webseiten zeigen. Auf einem iPhone oder iPad musst du Ownlist zuerst zum Home-Bildschirm hinzufügen.',
    unavailable: 'Dieser Server verschickt keine Erinnerungen. Bitte den Betreiber um Hilfe.',
    denied:
      'Du hast Mitteilungen für diese Seite blockiert. Erlaube sie in den Einstellungen des Browsers, neben der Adresse, und komm dann zurück.',
    default: 'Der Browser wird dich um Erlaubnis fragen.',
  },
  others: 'Browser und Apps, die deine Erinnerungen zeigen',
  service: '{service}, seit {day}',
  thisBrowser: 'Dieser Browser',
  remove: 'Entfernen',
  removeNamed: '{service} entfernen',
} as const satisfies Translation<typeof en>
