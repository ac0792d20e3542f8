// domain: tasks

/** What a new account starts with. The titles and notes become tasks of the person. */
export const en = {
  label: 'First steps',
  why: 'These tasks show you around.',
  remove: 'Remove them',
  removed: 'The first steps are gone',
  notRemoved: 'The first steps were not removed',
  tasks: {
    add: {
      title: 'Press q to add a task',
      notes: 'From anywhere on the page. Try “Water the ferns tomorrow at 9”: the day and the time are understood.',
    },
    complete: {
      title: 'Press x to complete this task',
      notes: 'Move to it with the arrow keys first. Press x again to reopen it.',
    },
    help: { title: 'Press ? to see every shortcut', notes: 'Then remove these tasks with one click, above the list.' },
  },
} as const
