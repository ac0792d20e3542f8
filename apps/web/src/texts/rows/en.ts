/** Adding and editing, which all kinds of rows share. */
export const en = {
  add: 'Add',
  title: 'Title',
  longTitle:
    'A title can have at most {most, plural, one {# character} other {# characters}}. This one has {excess, number} too many.',
  restIntoNotes: 'Put the rest into the notes.',
  tryNow: 'Try now',
  keepsTrying: '{reason} Your data is safe, and this page keeps trying.',
  wentWrong: 'Something went wrong.',
  elsewhere: {
    now: 'This was changed elsewhere while you were editing it. It now says: “{text}”',
    empty: 'This was changed elsewhere while you were editing it. It is empty now.',
    keepMine: 'Keep mine',
    useOther: 'Use the other one',
  },
} as const
