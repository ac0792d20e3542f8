/** Changes, as they happen. */
export const watch = {
  started: 'Watching for changes. Press Ctrl-C to stop.',
  lost: 'The connection was lost. Reconnecting: {reason}',
  trimmed: 'Some changes are no longer in the log, so they are not shown.',
  change:
    '{what, select, added {Added} done {Completed} other {Changed}} the {kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}} “{title}”',
  deleted:
    'Deleted a {kind, select, task {task} list {list} section {section} label {label} filter {filter} other {{kind}}}',
} as const
