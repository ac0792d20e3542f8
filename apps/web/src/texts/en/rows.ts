/** What all kinds of rows share: adding, editing, and changes that did not arrive. */
export const rows = {
  add: 'Add',
  title: 'Title',
  longTitle:
    'A title has at most {most, plural, one {# character} other {# characters}}; this has {excess, number} more. Put the rest into the notes.',
  loadMore: 'Load more',
  tryNow: 'Try now',
  keepsTrying: '{reason} They are safe, and this page keeps trying.',
  wentWrong: 'Something went wrong.',
  stale: 'Ownlist cannot be reached. You see the last loaded data. Ownlist tries again every few seconds.',
  elsewhere: {
    now: 'This was changed elsewhere while you were editing it. It now says: “{text}”',
    empty: 'This was changed elsewhere while you were editing it. It is empty now.',
    keepMine: 'Keep mine',
    useOther: 'Use the other one',
    inMeantime: 'It was changed elsewhere in the meantime. You now see the current version. Make your change again.',
    title: '“{title}” was changed elsewhere',
    notSaved: 'You see the current version. Your own change was not saved: {change}',
    useMine: 'Use mine',
    value: '“{value}”',
    nothing: '(nothing)',
  },
  failures: {
    added: '“{title}” was not added',
    saved: '“{title}” was not saved',
    restored: '“{title}” was not restored',
    deleted: '“{title}” was not deleted',
    inAMoment: 'Try again in a moment.',
  },
} as const
