/** Deleted rows. */
export const trash = {
  loading: 'Loading the trash',
  none: 'Nothing is deleted.',
  kind: '{kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}}',
  needsYes: 'Use --yes to empty the trash without being asked.',
  ask: 'Permanently remove everything that is deleted? This cannot be undone.',
  cancelled: 'Nothing was removed.',
  emptying: 'Emptying the trash',
  emptied: 'Permanently removed {removed, plural, one {# row} other {# rows}}.',
} as const
