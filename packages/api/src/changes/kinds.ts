// The kinds of rows whose changes clients can read, one line each.

// domain: entry

// domain: tasks {

export { filterChange as filter } from '../filters/filter-schemas.js'
export { labelChange as label } from '../labels/label-schemas.js'
export { listChange as list } from '../lists/list-schemas.js'
export { sectionChange as section } from '../sections/section-schemas.js'
export { taskChange as task } from '../tasks/task-schemas.js'

// domain: tasks }
