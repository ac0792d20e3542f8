// domain: tasks
import type { palette as english } from '../en/palette'
import type { Translation } from '../translation'

export const palette = {
  label: 'Befehle',
  hint: 'Geh zu einer Ansicht oder Aufgabe, oder tippe einen Befehl',
  nothing: 'Nichts enthält diese Wörter.',
  goTo: 'Gehe zu {place}',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  shortcuts: 'Tastenkürzel',
} as const satisfies Translation<typeof english>
