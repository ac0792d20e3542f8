// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  label: 'Etiketten',
  new: 'Neues Etikett',
  name: 'Name des Etiketts',
  add: 'Etikett hinzufügen',
  added: 'Etikett hinzugefügt',
  changed: 'Etikett geändert',
  delete: 'Etikett „{title}“ löschen',
  deleted: 'Etikett gelöscht',
} as const satisfies Translation<typeof en>
