// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  image: 'Bild: {alt}',
  unnamedImage: 'Bild unter {url}',
  done: 'erledigt',
  open: 'offen',
} as const satisfies Translation<typeof en>
