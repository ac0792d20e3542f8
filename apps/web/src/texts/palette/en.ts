// domain: tasks
/** The command palette. */
export const en = {
  label: 'Commands',
  hint: 'Go to a view or a task, or type a command',
  nothing: 'Nothing matches these words.',
  goTo: 'Go to {place}',
  undo: 'Undo',
  redo: 'Redo',
  shortcuts: 'Keyboard shortcuts',
} as const
