// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  label: 'Befehle',
  hint: 'Geh zu einer Ansicht oder Aufgabe, oder tippe einen Befehl',
  nothing: 'Nichts enthält diese Wörter.',
  goTo: 'Gehe zu {place}',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  shortcuts: 'Tastenkürzel',
} as const satisfies Translation<typeof en>
