// The routers of the API, one line each, under their names in the contract.

export { accountRouter as account } from './account/account-router.js'
export { historyRouter as history } from './changes/history-router.js'
export { syncRouter as sync } from './changes/sync-router.js'
// domain: entry

// domain: tasks {

export { exportRouter as export } from './exports/export-router.js'
export { feedRouter as feed } from './feeds/feed-router.js'
export { filterRouter as filter } from './filters/filter-router.js'
export { importRouter as import } from './imports/import-router.js'
export { labelRouter as label } from './labels/label-router.js'
export { listRouter as list } from './lists/list-router.js'
export { preferencesRouter as preferences } from './preferences/preferences-router.js'
export { pushRouter as push } from './push/push-router.js'
export { sectionRouter as section } from './sections/section-router.js'
export { taskRouter as task } from './tasks/task-router.js'
export { trashRouter as trash } from './trash/trash-router.js'

// domain: tasks }
