import type { RouterInputs } from '@ownlist/client'
import type { TestCaller } from '@ownlist/testkit'
import { accountTests } from './account.js'
import { exportTests } from './export.js'
import { feedTests } from './feed.js'
import { filterTests } from './filter.js'
import { historyTests } from './history.js'
import { importTests } from './import.js'
import { labelTests } from './label.js'
import { listTests } from './list.js'
import { preferencesTests } from './preferences.js'
// domain: tasks {
import { pushTests } from './push.js'
// domain: tasks }
import type { OwnedRows, ProcedureTest, ResourceTests } from './resource.js'
import { sectionTests } from './section.js'
import { syncTests } from './sync.js'
import { taskTests } from './task.js'
import { trashTests } from './trash.js'

// domain: import

/** One for every router. The type requires it, and a test compares them with the router itself. */
const resources: { readonly [Router in keyof RouterInputs]: ResourceTests<Router> } = {
  account: accountTests,
  history: historyTests,
  list: listTests,
  section: sectionTests,
  label: labelTests,
  filter: filterTests,
  preferences: preferencesTests,
  import: importTests,
  export: exportTests,
  feed: feedTests,
  trash: trashTests,
  sync: syncTests,
  // domain: tasks {
  push: pushTests,
  // domain: tasks }
  task: taskTests,
  // domain: entry
}

/** The right that each procedure needs and its attack, by the procedure's full name. */
export const procedureTests: Readonly<Record<string, ProcedureTest>> = Object.fromEntries(
  Object.entries(resources).flatMap(([router, { procedures }]) =>
    Object.entries(procedures).map(([name, test]) => [`${router}.${name}`, test]),
  ),
)

/** The rows of A that B attacks, by their router. */
export const ownedRows: Readonly<Record<string, OwnedRows>> = Object.fromEntries(
  Object.entries<{ readonly rows?: OwnedRows }>(resources).flatMap(([router, { rows }]) =>
    rows === undefined ? [] : [[router, rows]],
  ),
)

/** How A adds an item to what a router lists page by page. */
export const pagedItems: Readonly<Record<string, (caller: TestCaller, title: string) => Promise<unknown>>> =
  Object.fromEntries(
    Object.entries<Pick<ResourceTests<'account'>, 'rows' | 'addItem'>>(resources).flatMap(
      ([router, { rows, addItem }]) => {
        const add = addItem ?? rows?.create
        return add === undefined ? [] : [[router, add]]
      },
    ),
  )
