/** Names of fields and their values, for lists of changes. */
export const en = {
  names: {
    title: 'Title',
    position: 'Position',
    // domain: tasks {
    notes: 'Notes',
    priority: 'Priority',
    dueOn: 'Due',
    dueTime: 'Time',
    dueZone: 'Time zone',
    deadlineOn: 'Deadline',
    deadlineTime: 'Deadline time',
    deadlineZone: 'Deadline time zone',
    recurrence: 'Repeats',
    recurrenceFrom: 'Repeats from',
    completedAt: 'Done',
    listId: 'List',
    sectionId: 'Section',
    parentId: 'Part of',
    labelIds: 'Labels',
    remindBefore: 'Reminders',
    remindAt: 'Reminders',
    color: 'Colour',
    archivedAt: 'Archived',
    query: 'Filter',
    // domain: tasks }
    other: 'Something',
  },
  nothing: 'nothing',
  yes: 'yes',
  many: '{count, plural, one {# entry} other {# entries}}',
  otherRow: 'something else',
  place: 'another position',
  // domain: tasks {
  priorities: { none: 'None', low: 'Low', medium: 'Medium', high: 'High' },
  // domain: tasks }
} as const
