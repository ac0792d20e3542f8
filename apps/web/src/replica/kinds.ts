// The kinds of rows that every device stores, one line each, by their names in the change log.

// domain: tasks {

export {
  filters as filter,
  labels as label,
  lists as list,
  sections as section,
  tasks as task,
} from '@ownlist/client/offline'

// domain: tasks }

// domain: entry
