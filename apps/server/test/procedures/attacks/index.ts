import type { ProcedureName } from '../../transports.js'
import { onAccount } from './account.js'
import type { Attack, OwnedRows } from './attack.js'
import { lists, onList } from './list.js'
import { onTask, tasks } from './task.js'

/** One for every procedure; the type demands it, and a test compares it with the router itself. */
export const attacks: Record<ProcedureName, Attack> = {
  ...onTask,
  ...onList,
  ...onAccount,
}

/** What A has of each resource while B attacks, by the resource's router. */
export const ownedRows: Readonly<Record<string, OwnedRows>> = {
  list: lists,
  task: tasks,
}
