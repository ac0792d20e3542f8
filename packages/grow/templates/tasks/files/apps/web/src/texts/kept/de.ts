import { readRight, writeRight } from '@ownlist/scopes'
import type { en } from './en'
import type { Translation } from '../translation'

export const de = {
  description: 'Was dir gehört, und nur dir.',
  home: 'die Startseite',
  title: 'Start',
  empty: 'Hier ist noch nichts',
  emptyHint: 'Füge das Erste hinzu, was Menschen hier aufbewahren: <code>pnpm new:resource NAME</code>',
  rights: {
    [readRight]: 'Sehen, was du hier aufbewahrst',
    [writeRight]: 'Etwas hinzufügen und ändern',
  },
  may: {
    [readRight]: 'sehen, was du hier aufbewahrst',
    [writeRight]: 'etwas hinzufügen und ändern',
  },
} as const satisfies Translation<typeof en>
