/** Changes, as they are made. */
export const watch = {
  started: 'Watching for changes. Ctrl-C ends it.',
  lost: 'The connection was lost, and is made again: {reason}',
  trimmed: 'Some changes are no longer in the log, and are not shown.',
  change:
    '{what, select, added {Added} done {Completed} other {Changed}} the {kind, select, task {task} list {list} section {section} filter {filter} other {label}} “{title}”',
  deleted: 'Deleted a {kind, select, task {task} list {list} section {section} filter {filter} other {label}}',
} as const
