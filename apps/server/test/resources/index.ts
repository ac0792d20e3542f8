import type { RouterInputs } from '@ownlist/client'
import type { TestCaller } from '@ownlist/testkit'
import * as registry from './registry.js'
import type { OwnedRows, ProcedureTest, ResourceTests } from './resource.js'

/** One for every router. The type requires it, and a test compares them with the router itself. */
const resources: { readonly [Router in keyof RouterInputs]: ResourceTests<Router> } = registry

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
