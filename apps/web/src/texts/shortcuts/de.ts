// domain: tasks

import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  title: 'Tastenkürzel',
  close: 'Schließen',
  anywhere: { title: 'Solange du nichts tippst' },
  add: { keys: 'q', does: 'Aufgabe hinzufügen' },
  palette: { keys: 'Strg K', does: 'Befehle, auch beim Tippen' },
  search: { keys: '/', does: 'Suchen' },
  inbox: { keys: 'g i', does: 'Zum Eingang' },
  today: { keys: 'g t', does: 'Zu heute' },
  upcoming: { keys: 'g u', does: 'Zu demnächst' },
  done: { keys: 'g d', does: 'Zu erledigt' },
  undo: { keys: 'Strg Z', does: 'Rückgängig' },
  redo: { keys: 'Strg Umschalt Z', does: 'Wiederholen' },
  notices: { keys: 'F6', does: 'Zu den Meldungen' },
  help: { keys: '?', does: 'Diese Tastenkürzel zeigen' },
  tasks: { title: 'Für die ausgewählten Aufgaben, oder die mit dem Fokus' },
  move: { keys: '↑ ↓ oder k j', does: 'Zwischen Aufgaben wechseln' },
  column: { keys: '← →', does: 'Zur Spalte daneben, auf einer Tafel' },
  complete: { keys: 'x', does: 'Erledigen oder wieder öffnen' },
  open: { keys: 'Enter oder e', does: 'Details öffnen' },
  delete: { keys: '# oder Entf', does: 'Löschen' },
  tomorrow: { keys: 't', does: 'Morgen' },
  nextWeek: { keys: 'w', does: 'Nächste Woche' },
  noDate: { keys: 'n', does: 'Kein Tag' },
  priority: { keys: '1 2 3 4', does: 'Priorität: hoch, mittel, niedrig, keine' },
  moveTo: { keys: 'm', does: 'In eine Liste oder einen Abschnitt verschieben' },
  label: { keys: 'l', does: 'Etiketten' },
  select: { keys: 'Leertaste', does: 'Auswählen' },
  extend: { keys: 'Umschalt ↑ ↓', does: 'Mehr auswählen' },
  all: { keys: 'Strg A', does: 'Alle auswählen' },
  clear: { keys: 'Esc', does: 'Auswahl aufheben' },
  order: { keys: 'Alt ↑ ↓', does: 'In der eigenen Reihenfolge nach oben oder unten' },
  toColumn: { keys: 'Alt ← →', does: 'In die Spalte daneben verschieben, auf einer Tafel' },
} as const satisfies Translation<typeof en>
