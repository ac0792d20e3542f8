import type { RouterInputs } from '@ownlist/client'
import { accountTests } from './account.js'
import { listTests } from './list.js'
import type { OwnedRows, ProcedureTest, ResourceTests } from './resource.js'
import { taskTests } from './task.js'

// domain: import

/** One for every router; the type demands it, and a test compares them with the router itself. */
const resources: { readonly [Router in keyof RouterInputs]: ResourceTests<Router> } = {
  account: accountTests,
  list: listTests,
  task: taskTests,
  // domain: entry
}

/** What each procedure needs and how it is attacked, by its full name. */
export const procedureTests: Readonly<Record<string, ProcedureTest>> = Object.fromEntries(
  Object.entries(resources).flatMap(([router, { procedures }]) =>
    Object.entries(procedures).map(([name, test]) => [`${router}.${name}`, test]),
  ),
)

/** What A owns while B attacks, by the router of the rows. */
export const ownedRows: Readonly<Record<string, OwnedRows>> = Object.fromEntries(
  Object.entries<{ readonly rows?: OwnedRows }>(resources).flatMap(([router, { rows }]) =>
    rows === undefined ? [] : [[router, rows]],
  ),
)
