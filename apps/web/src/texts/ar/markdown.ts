// domain: tasks
import type { markdown as english } from '../en/markdown'
import type { Translation } from '../translation'

export const markdown = {
  image: 'صورة: {alt}',
  unnamedImage: 'صورة في {url}',
  done: 'منجز',
  open: 'غير منجز',
} as const satisfies Translation<typeof english>
