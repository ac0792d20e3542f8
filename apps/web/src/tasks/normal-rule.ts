import { later } from '../shell/later'

/** The code that calculates repetitions. */
const counting = later(() => import('@ownlist/recurrence'))

/**
 * A rule in the form in which the API stores it. If the code for repetitions cannot be loaded, the rule stays as it is,
 * and the API normalizes it.
 */
export async function normalRule(rule: string, day: string): Promise<string> {
  const loaded = await counting.load().catch(() => null)
  return loaded === null ? rule : loaded.normalizeRule(rule, day)
}
