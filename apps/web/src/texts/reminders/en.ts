// domain: tasks

/** Notifications about tasks in this browser. */
export const en = {
  title: 'Notifications',
  why: 'Ownlist can remind you of tasks in this browser, also when it is closed.',
  loadFailed: 'The notifications could not be loaded',
  turnOn: 'Turn on notifications',
  turnOff: 'Turn off notifications',
  on: 'Notifications are on in this browser.',
  off: 'Notifications are off in this browser.',
  turnedOn: 'Notifications turned on',
  turnedOff: 'Notifications turned off',
  failed: 'That did not work',
  failedHint: 'The browser or its push service refused. Try again in a moment.',
  states: {
    unsupported:
      'This browser cannot show notifications of web pages. On an iPhone or iPad, add Ownlist to the home screen first.',
    unavailable: 'This server sends no reminders. Ask its operator for help.',
    denied:
      'You have blocked notifications for this page. Allow them in the settings of the browser, beside the address, then come back.',
    default: 'The browser will ask for your permission.',
  },
  others: 'Browsers and apps that show your reminders',
  service: '{service}, since {day}',
  thisBrowser: 'This browser',
  remove: 'Remove',
  removeNamed: 'Remove {service}',
} as const
