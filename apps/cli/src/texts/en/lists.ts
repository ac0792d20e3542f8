/** Lists: what commands show about them, and why a command did not work. */
export const lists = {
  loading: 'Loading your lists',
  none: 'No lists yet. `ownlist lists add Garden` creates one.',
  deleted: 'Deleted “{title}” and the tasks in it. {command} restores them.',
  notFound: 'There is no list “{name}”. `ownlist lists` shows your lists.',
  labelNotFound: 'There is no label “{name}”.',
  sectionNotFound: 'The list has no section “{name}”. --list names the list.',
  candidate: '{ref} “{title}”',
  severalFound: '“{name}” could be any of {candidates}. Use the end of its id.',
} as const
