/** What was done, and how to undo it. */
export const history = {
  loading: 'Loading your history',
  none: 'Nothing has been done yet.',
  you: 'you',
  undone: 'undone',
  untitled: 'something',
  action:
    '{what, select, created {Added} deleted {Deleted} restored {Restored} undone {Undid a change of} other {Changed}} “{title}”{others, plural, =0 {} one { and # other} other { and # others}}',
  notSeq: 'It must be the number of an action, as `ownlist history` shows it.',
} as const
