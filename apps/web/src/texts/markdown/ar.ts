// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const ar = {
  image: 'صورة: {alt}',
  unnamedImage: 'صورة في {url}',
  done: 'منجز',
  open: 'غير منجز',
} as const satisfies Translation<typeof en>
