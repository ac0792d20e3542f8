import type { A_Expr, Node } from '@pgsql/types'
import { loadModule, parseSync } from 'libpg-query'
import { deparseSync } from 'pgsql-deparser'

export { type InterceptedStatements, interceptStatements } from './intercept-statements.js'

await loadModule()

/** Selects the comparisons of a statement to remove. */
export type IsCondition = (comparison: A_Expr) => boolean

/** A comparison with the owner's id: `user_id = $1`. */
export const namesOwner: IsCondition = ({ kind, lexpr, rexpr }) =>
  kind === 'AEXPR_OP' && columnOf(lexpr) === 'user_id' && isParameter(rexpr)

/** A comparison with the lists of the owner's scope: `list_id in ($2, $3)`, and `id in …` if the rows are lists. */
export const namesLists: IsCondition = ({ kind, lexpr }) =>
  kind === 'AEXPR_IN' && ['list_id', 'id'].includes(columnOf(lexpr) ?? '')

/**
 * A statement in which every such comparison is true for all rows. Its parameters do not change.
 * @returns null if the statement has no such comparison
 */
export function without(isCondition: IsCondition, sql: string): string | null {
  const tree = parseSync(sql)
  let found = 0
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    if ('A_Expr' in node && isCondition(node.A_Expr as A_Expr)) {
      found++
      return { BoolExpr: { boolop: 'OR_EXPR', args: [node, { A_Const: { boolval: { boolval: true } } }] } }
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]))
  }
  const changed = visit(tree) as typeof tree
  return found === 0 ? null : deparseSync(changed)
}

/** Whether a statement reads or changes existing rows; an insert only adds one. */
export function touchesRows(sql: string): boolean {
  const [kind = ''] = Object.keys(parseSync(sql).stmts?.[0]?.stmt ?? {})
  return (
    ['SelectStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind) && JSON.stringify(parseSync(sql)).includes('RangeVar')
  )
}

function columnOf(node: Node | undefined): string | undefined {
  if (node === undefined || !('ColumnRef' in node)) return undefined
  const last = node.ColumnRef.fields?.at(-1)
  return last !== undefined && 'String' in last ? last.String.sval : undefined
}

function isParameter(node: Node | undefined): boolean {
  if (node === undefined) return false
  return 'ParamRef' in node || ('TypeCast' in node && isParameter(node.TypeCast.arg))
}
