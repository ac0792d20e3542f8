/** Changes, as they happen. */
export const watch = {
  started: 'Watching for changes. Press Ctrl-C to stop.',
  lost: 'The connection was lost. Reconnecting: {reason}',
  trimmed: 'Some changes are no longer in the log, so they are not shown.',
  change:
    '{what, select, added {Added} done {Completed} other {Changed}} the {kind, select, task {task} list {list} section {section} filter {filter} other {label}} “{title}”',
  deleted: 'Deleted a {kind, select, task {task} list {list} section {section} filter {filter} other {label}}',
} as const
