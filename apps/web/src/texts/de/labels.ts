// domain: tasks
import type { labels as english } from '../en/labels'
import type { Translation } from '../translation'

export const labels = {
  label: 'Etiketten',
  new: 'Neues Etikett',
  name: 'Name des Etiketts',
  add: 'Etikett hinzufügen',
  added: 'Etikett hinzugefügt',
  changed: 'Etikett geändert',
  delete: 'Etikett „{title}“ löschen',
  deleted: 'Etikett gelöscht',
} as const satisfies Translation<typeof english>
