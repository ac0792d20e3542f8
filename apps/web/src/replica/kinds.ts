// domain: tasks {

import { filters, labels, lists, sections, tasks } from '@ownlist/client/offline'

// domain: tasks }
// domain: import

/** The kinds of rows that every device stores, by their names in the change log. */
export const kinds = {
  // domain: tasks {
  task: tasks,
  list: lists,
  section: sections,
  label: labels,
  filter: filters,
  // domain: tasks }
  // domain: entry
}
