// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  label: 'Erste Schritte',
  why: 'Diese Aufgaben zeigen dir, wie es geht.',
  remove: 'Entfernen',
  removed: 'Die ersten Schritte sind weg',
  notRemoved: 'Die ersten Schritte wurden nicht entfernt',
  tasks: {
    add: {
      title: 'Drücke q, um eine Aufgabe hinzuzufügen',
      notes: 'Von überall auf der Seite. Versuche „Farne gießen morgen um 9“: Tag und Uhrzeit werden verstanden.',
    },
    complete: {
      title: 'Drücke x, um diese Aufgabe zu erledigen',
      notes: 'Geh zuerst mit den Pfeiltasten zu ihr. Noch einmal x öffnet sie wieder.',
    },
    help: {
      title: 'Drücke ?, um alle Tastenkürzel zu sehen',
      notes: 'Danach entfernst du diese Aufgaben mit einem Klick, über der Liste.',
    },
  },
} as const satisfies Translation<typeof en>
