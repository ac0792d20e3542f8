import { readRight, writeRight } from '@ownlist/scopes'
import type { kept as english } from '../en/kept'
import type { Translation } from '../translation'

export const kept = {
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
} as const satisfies Translation<typeof english>
