// domain: tasks
import { purgeLists } from '../lists/purge-lists.js'
import { type PurgeRows, purgeRows } from '../purge-rows.js'

const [purgeLabels, purgeFilters] = [purgeRows('label'), purgeRows('filter')]

/** Permanently removes what the owner deleted before a given time. @returns how many rows */
export const purgeTrash: PurgeRows = async (transaction, purge) =>
  (await purgeLists(transaction, purge)) +
  (await purgeLabels(transaction, purge)) +
  (await purgeFilters(transaction, purge))
