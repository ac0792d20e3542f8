import { type Right, readRight, writeRight } from '@ownlist/scopes'

/** What the pages say about the things that people keep here. */
export const words = {
  /** Of the whole app, for search engines and the like. */
  description: 'What is yours, and nobody else’s.',
  /** The home page. */
  home: 'the home page',
  /** What each right lets an app do, for the person who is asked. */
  rights: {
    [readRight]: 'See what you keep here',
    [writeRight]: 'Add to it and change it',
  } satisfies Record<Right, string>,
} as const
