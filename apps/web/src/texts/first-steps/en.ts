// domain: tasks

/** The tasks that a new account starts with. */
export const en = {
  label: 'First steps',
  why: 'These tasks show you around.',
  remove: 'Remove them',
  removed: 'First steps removed',
  notRemoved: 'The first steps were not removed',
  tasks: {
    add: {
      title: 'Press q to add a task',
      notes:
        'This works anywhere on the page. Try “Water the ferns tomorrow at 9”: Ownlist recognizes the day and the time.',
    },
    complete: {
      title: 'Press x to complete this task',
      notes: 'Move to it with the arrow keys first. Press x again to reopen it.',
    },
    help: { title: 'Press ? to see every shortcut', notes: 'Then remove these tasks with one click, above the list.' },
  },
} as const
