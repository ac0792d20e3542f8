/** Deleted rows. */
export const en = {
  title: 'Trash',
  why: 'What you delete is kept here for 30 days.',
  label: 'Deleted',
  loading: 'Loading the trash',
  loadFailed: 'The trash could not be loaded',
  moreFailed: 'More could not be loaded.',
  deleted:
    '{kind, select, task {Task, deleted {day}} list {List, deleted {day}} section {Section, deleted {day}} label {Label, deleted {day}} filter {Filter, deleted {day}} other {Deleted {day}}}',
  restore: 'Restore',
  restoreNamed: 'Restore “{title}”',
  restored: '“{title}” was restored',
  notRestored: '“{title}” was not restored',
  empty: 'Empty the trash',
  question: 'Empty the trash?',
  warning: 'Everything in it is permanently removed. This cannot be undone.',
  cancel: 'Cancel',
  emptied: '{count, plural, one {# item was} other {# items were}} removed',
  notEmptied: 'The trash was not emptied',
  nothing: 'The trash is empty',
  nothingHint: 'What you delete can be restored from here.',
  toTasks: 'Go to your tasks',
} as const
