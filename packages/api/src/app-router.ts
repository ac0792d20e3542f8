import { accountRouter } from './account/account-router.js'
import { historyRouter } from './changes/history-router.js'
import { syncRouter } from './changes/sync-router.js'
import { exportRouter } from './exports/export-router.js'
import { feedRouter } from './feeds/feed-router.js'
import { filterRouter } from './filters/filter-router.js'
import { importRouter } from './imports/import-router.js'
import { labelRouter } from './labels/label-router.js'
import { listRouter } from './lists/list-router.js'
import { preferencesRouter } from './preferences/preferences-router.js'
// domain: tasks {
import { pushRouter } from './push/push-router.js'
import { sectionRouter } from './sections/section-router.js'
// domain: tasks }
import { taskRouter } from './tasks/task-router.js'
import { trashRouter } from './trash/trash-router.js'
// domain: import
import { createCallerFactory, router } from './trpc.js'

/** The contract. Clients import only its type. */
export const appRouter = router({
  task: taskRouter,
  list: listRouter,
  section: sectionRouter,
  label: labelRouter,
  filter: filterRouter,
  preferences: preferencesRouter,
  import: importRouter,
  export: exportRouter,
  feed: feedRouter,
  trash: trashRouter,
  account: accountRouter,
  sync: syncRouter,
  history: historyRouter,
  // domain: tasks {
  push: pushRouter,
  // domain: tasks }
  // domain: entry
})
export type AppRouter = typeof appRouter

/** Calls procedures without HTTP, with a given context; for tests and scripts. */
export const createCaller = createCallerFactory(appRouter)
