/** Lists, labels, filters and sections: what commands show about them, and error messages. */
export const lists = {
  loading: 'Loading your {command, select, labels {labels} filters {filters} sections {sections} other {lists}}',
  none: 'No lists yet. `ownlist lists add Garden` creates one.',
  noLabels: 'No labels yet. `ownlist labels add Errand` creates one.',
  noFilters: 'No filters yet. `ownlist filters add "At home" "today & label:home"` saves one.',
  noSections: 'No sections yet. `ownlist sections add --list Garden Beds` creates one.',
  archived: 'archived',
  deleted:
    '{kind, select, list {Deleted “{title}” and the tasks in it. {command} restores them.} other {Deleted “{title}”. {command} restores it.}}',
  notFound: 'There is no list “{name}”. `ownlist lists` shows your lists.',
  labelNotFound: 'There is no label “{name}”. `ownlist labels` shows your labels.',
  filterNotFound: 'There is no filter “{name}”. `ownlist filters` shows your filters.',
  sectionNotFound:
    'There is no section “{name}” in the list. `ownlist sections` shows all sections; --list names the list.',
  candidate: '{ref} “{title}”',
  severalFound: '“{name}” could be any of {candidates}. Use the end of its id.',
} as const
