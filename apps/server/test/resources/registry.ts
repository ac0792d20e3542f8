// What the tests need to know about each router, one line each, under their names in the contract.

export { accountTests as account } from './account.js'
export { historyTests as history } from './history.js'
export { syncTests as sync } from './sync.js'
// domain: entry

// domain: tasks {

export { exportTests as export } from './export.js'
export { feedTests as feed } from './feed.js'
export { filterTests as filter } from './filter.js'
export { importTests as import } from './import.js'
export { labelTests as label } from './label.js'
export { listTests as list } from './list.js'
export { preferencesTests as preferences } from './preferences.js'
export { pushTests as push } from './push.js'
export { sectionTests as section } from './section.js'
export { taskTests as task } from './task.js'
export { trashTests as trash } from './trash.js'

// domain: tasks }
