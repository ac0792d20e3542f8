import { later } from '../shell/later'

/** What counts repetitions. */
const counting = later(() => import('@ownlist/recurrence'))

/** A rule in the form in which the API stores it. If what counts repetitions is not here, the API has the last word. */
export async function normalRule(rule: string, day: string): Promise<string> {
  const loaded = await counting.load().catch(() => null)
  return loaded === null ? rule : loaded.normalizeRule(rule, day)
}
