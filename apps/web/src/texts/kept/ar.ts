import { readRight, writeRight } from '@ownlist/scopes'
import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  description: 'مهامك، ولك وحدك.',
  home: 'مهامك',
  rights: {
    [readRight]: 'عرض مهامك',
    [writeRight]: 'إضافة المهام وتعديلها',
  },
  may: {
    [readRight]: 'عرض مهامك',
    [writeRight]: 'إضافة المهام وتعديلها',
  },
} as const satisfies Translation<typeof en>
