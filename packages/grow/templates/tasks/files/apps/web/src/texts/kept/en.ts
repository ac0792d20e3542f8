import { readRight, writeRight } from '@ownlist/scopes'

/** What the pages say about the things that people keep here. */
export const en = {
  /** Of the whole app, for search engines and the like. */
  description: 'What is yours, and nobody else’s.',
  /** The home page. */
  home: 'the home page',
  title: 'Home',
  empty: 'Nothing here yet',
  emptyHint: 'Add the first thing that people keep here: <code>pnpm new:resource NAME</code>',
  /** What each right lets an app do, for the person who is asked. */
  rights: {
    [readRight]: 'See what you keep here',
    [writeRight]: 'Add to it and change it',
  },
  /** The same, after “May”. */
  may: {
    [readRight]: 'see what you keep here',
    [writeRight]: 'add to it and change it',
  },
} as const
