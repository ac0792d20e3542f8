// domain: tasks
import type { markdown as english } from '../en/markdown'
import type { Translation } from '../translation'

export const markdown = {
  image: 'Bild: {alt}',
  unnamedImage: 'Bild unter {url}',
  done: 'erledigt',
  open: 'offen',
} as const satisfies Translation<typeof english>
