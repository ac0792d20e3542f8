// domain: tasks

/** The names of the tasks that a new account starts with, in order. */
export const firstStepNames = ['add', 'complete', 'help'] as const
