import { readRight, writeRight } from '@ownlist/scopes'
import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
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
} as const satisfies Translation<typeof en>
