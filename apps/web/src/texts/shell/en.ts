/** The frame of every page: navigation, signing out, notices and errors. */
export const en = {
  name: 'Ownlist',
  // domain: tasks {
  tabTitle: '{title} · {name}',
  // domain: tasks }
  homeLink: 'Ownlist, {home}',
  main: 'Main',
  menu: 'Open the menu',
  account: 'Account',
  // domain: tasks {
  pages: { history: 'History', statistics: 'Statistics', settings: 'Settings', trash: 'Trash' },
  // domain: tasks }
  signOut: 'Sign out',
  signOutFailed: 'You are still signed in',
  unreachable: 'Ownlist cannot be reached. Try again in a moment.',
  unsent: {
    title: '{count, plural, one {# change is} other {# changes are}} not saved yet',
    why: 'The server has not confirmed {count, plural, one {it} other {them}}. If you sign out now, this browser forgets what it has not sent. If you stay, it is sent again the next time you open {home}.',
    stay: 'Stay signed in',
    lose: 'Sign out and lose {count, plural, one {it} other {them}}',
  },
  /** Shown just before the page reloads. */
  otherUser: 'Somebody else has signed in with this browser. Reload the page.',
  partMissing: 'This could not be opened',
  dismiss: 'Dismiss',
  undo: 'Undo',
  loadMore: 'Load more',
  fault: {
    title: 'Something went wrong',
    why: 'The problem is on our side. Your data is safe.',
    tryAgain: 'Try again',
  },
} as const
