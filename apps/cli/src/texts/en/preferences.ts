/** What the user has chosen for all devices. */
export const preferences = {
  timeZone: 'Time zone',
  language: 'Language',
  weekStart: 'First day of the week',
  defaultList: 'List for new tasks',
  device: 'each device decides',
  noList: 'none',
} as const
