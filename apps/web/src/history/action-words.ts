// domain: tasks
import type { RouterOutputs } from '@ownlist/client'
import type { Texts } from '../texts/locale'

export type Action = RouterOutputs['history']['list']['items'][number]
export type Change = Action['changes'][number]

/** What an action did. Completing and reopening change one field. */
type Did = Change['what'] | 'completed' | 'reopened'

/**
 * What an action did, judged by its first row. An action does the same to all its rows, and rows that change as a
 * consequence come later.
 */
function didOf({ changes: [first] }: Action): Did {
  const done = first?.what === 'changed' ? first.fields.find(({ name }) => name === 'completedAt') : undefined
  if (first === undefined || done === undefined) return first?.what ?? 'changed'
  return done.after === null ? 'reopened' : 'completed'
}

/** An action in a few words, such as “Completed: 3 things”. */
export function actionWords(t: Texts<'history'>, action: Action): string {
  if (action.undoes !== null) return t('undid')
  const [first] = action.changes
  const what =
    action.rows === 1 ? t('row', { title: first?.title ?? t('untitled') }) : t('rows', { count: action.rows })
  return t(`did.${didOf(action)}`, { what })
}

/** Who did it. */
export function actorWords(t: Texts<'history'>, { client, isOwnSession }: Action): string {
  if (client !== null) return t('app', { app: client })
  return isOwnSession ? t('here') : t('elsewhere')
}
