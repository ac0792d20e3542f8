/** The fields of rows, and their values, where changes are listed. */
export const en = {
  names: {
    title: 'Title',
    position: 'Place',
    // domain: tasks {
    notes: 'Notes',
    priority: 'Priority',
    dueOn: 'Due',
    dueTime: 'Time',
    dueZone: 'Time zone',
    deadlineOn: 'Deadline',
    deadlineTime: 'Time of the deadline',
    deadlineZone: 'Time zone of the deadline',
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
  place: 'another place',
  // domain: tasks {
  priorities: { none: 'None', low: 'Low', medium: 'Medium', high: 'High' },
  // domain: tasks }
} as const
