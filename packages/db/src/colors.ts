// domain: tasks
/** The colours of lists and labels, by name. Each program chooses its own shades. The database has the same names in a CHECK. */
export const colors = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'gray'] as const

export type Color = (typeof colors)[number]
