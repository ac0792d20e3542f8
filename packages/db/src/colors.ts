// domain: tasks
/** The name of a colour of a list or a label. Each app chooses its own shades. The database has the same names in a CHECK. */
export type Color = 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown' | 'gray'
