// The domains of the API's database, one line each, under the names of their stores.

// domain: entry

// domain: tasks {

export { feedDomain as feeds } from './feeds/feed-store.js'
export { filterDomain as filters } from './filters/filter-store.js'
export { importDomain as imports } from './imports/import-store.js'
export { labelDomain as labels } from './labels/label-store.js'
export { listDomain as lists } from './lists/list-store.js'
export { preferencesDomain as preferences } from './preferences/preferences-store.js'
export { sectionDomain as sections } from './sections/section-store.js'
export { taskDomain as tasks } from './tasks/task-store.js'

// domain: tasks }
