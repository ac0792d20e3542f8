import { readRight, writeRight } from '@ownlist/scopes'
import type { en } from './en'
import type { Translation } from '../translation'

export const ar = {
  description: 'ما يخصك، ولك وحدك.',
  home: 'الصفحة الرئيسية',
  title: 'الرئيسية',
  empty: 'لا شيء هنا بعد',
  emptyHint: 'أضف أول ما يحفظه الناس هنا: <code>pnpm new:resource NAME</code>',
  rights: {
    [readRight]: 'عرض ما تحفظه هنا',
    [writeRight]: 'الإضافة إليه وتعديله',
  },
  may: {
    [readRight]: 'عرض ما تحفظه هنا',
    [writeRight]: 'الإضافة إليه وتعديله',
  },
} as const satisfies Translation<typeof en>
