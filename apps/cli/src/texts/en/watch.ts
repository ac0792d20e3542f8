/** Changes, as they are made. */
export const watch = {
  started: 'Watching for changes. Ctrl-C ends it.',
  lost: 'The connection was lost, and is made again: {reason}',
  trimmed: 'Some changes are no longer in the log, and are not shown.',
  change:
    '{what, select, added {Added} done {Completed} other {Changed}} the {kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}} “{title}”',
  deleted:
    'Deleted a {kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}}',
} as const
