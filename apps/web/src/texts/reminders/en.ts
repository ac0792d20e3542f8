// domain: tasks

/** Notifications about tasks in this browser. */
export const en = {
  title: 'Notifications',
  why: 'Ownlist can remind you of tasks in this browser, even when it is closed.',
  loadFailed: 'The notifications could not be loaded',
  turnOn: 'Turn on notifications',
  turnOff: 'Turn off notifications',
  on: 'Notifications are on in this browser.',
  off: 'Notifications are off in this browser.',
  turnedOn: 'Notifications turned on',
  turnedOff: 'Notifications turned off',
  failed: 'The notifications were not changed',
  failedHint: 'The browser or its push service refused. Try again in a moment.',
  states: {
    unsupported:
      'This browser cannot show notifications from web pages. On an iPhone or iPad, add Ownlist to the home screen first.',
    unavailable: 'This server sends no reminders. Ask its operator for help.',
    denied:
      'You have blocked notifications for this site. Allow them in the browser’s site settings, next to the address, then come back.',
    default: 'The browser will ask you for permission.',
  },
  others: 'Browsers and apps that show your reminders',
  service: '{service}, since {day}',
  thisBrowser: 'This browser',
  remove: 'Remove',
  removeNamed: 'Remove {service}',
} as const
