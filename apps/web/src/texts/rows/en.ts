/** What all kinds of rows share: adding and editing. */
export const en = {
  add: 'Add',
  title: 'Title',
  longTitle:
    'A title has at most {most, plural, one {# character} other {# characters}}; this has {excess, number} more.',
  restIntoNotes: 'Put the rest into the notes.',
  tryNow: 'Try now',
  keepsTrying: '{reason} They are safe, and this page keeps trying.',
  wentWrong: 'Something went wrong.',
  elsewhere: {
    now: 'This was changed elsewhere while you were editing it. It now says: “{text}”',
    empty: 'This was changed elsewhere while you were editing it. It is empty now.',
    keepMine: 'Keep mine',
    useOther: 'Use the other one',
  },
} as const
