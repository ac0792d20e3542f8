/** Lists: their links, their titles, and access to only one of them. */
export const lists = {
  label: 'Lists',
  all: 'All',
  more: 'More lists',
  moreFailed: 'Could not load more lists. Try again',
  new: 'New list',
  name: 'Name of the list',
  add: 'Add list',
  longTitle:
    'A title has at most {most, plural, one {# character} other {# characters}}; this has {excess, number} more.',
  delete: 'Delete list "{title}"',
  deleted: 'List deleted',
  notFound: 'List not found',
  notFoundHint: 'It may have been deleted, or the address may be wrong. <link>See all tasks</link>',
  titled: '“{title}”',
  one: 'one list',
  gone: 'a list that no longer exists',
  access: {
    label: 'Access to',
    all: 'All lists',
    only: 'Only “{title}”',
    onlyIn: 'Only in <list></list>.',
    alsoOnlyIn: '{rights}, only in <list></list>',
    notLoaded: 'Your lists could not be loaded, so this applies to all of them.',
  },
} as const
