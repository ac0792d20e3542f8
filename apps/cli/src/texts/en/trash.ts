/** What is deleted. */
export const trash = {
  loading: 'Loading the trash',
  none: 'Nothing is deleted.',
  kind: '{kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}}',
  needsYes: 'Give --yes to empty the trash without being asked.',
  ask: 'Remove everything that is deleted for good? This cannot be undone.',
  cancelled: 'Nothing was removed.',
  emptying: 'Emptying the trash',
  emptied: 'Removed {removed, plural, one {# row} other {# rows}} for good.',
} as const
