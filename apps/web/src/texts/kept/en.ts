import { readRight, writeRight } from '@ownlist/scopes'

/** What the pages say about the things that people store in the app. */
export const en = {
  /** The description of the whole app, such as for search engines. */
  description: 'Your tasks, and nobody else’s.',
  /** The home page. */
  home: 'your tasks',
  /** What each right lets an app do, for the person who is asked. */
  rights: {
    [readRight]: 'See your tasks',
    [writeRight]: 'Add and change tasks',
  },
  /** The same, after “May”. */
  may: {
    [readRight]: 'see your tasks',
    [writeRight]: 'add and change tasks',
  },
} as const
