import { readRight, writeRight } from '@ownlist/scopes'
import type { kept as english } from '../en/kept'
import type { Translation } from '../translation'

export const kept = {
  description: 'Deine Aufgaben, und nur deine.',
  home: 'deine Aufgaben',
  rights: {
    [readRight]: 'Deine Aufgaben sehen',
    [writeRight]: 'Aufgaben hinzufügen und ändern',
  },
  may: {
    [readRight]: 'deine Aufgaben sehen',
    [writeRight]: 'Aufgaben hinzufügen und ändern',
  },
} as const satisfies Translation<typeof english>
