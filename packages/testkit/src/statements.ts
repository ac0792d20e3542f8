import type { A_Expr, FuncCall, Node, RangeVar } from '@pgsql/types'
import { loadModule, parseSync } from 'libpg-query'
import { deparseSync } from 'pgsql-deparser'

export { arrayCasts } from './array-casts.js'
export { type InterceptedStatements, interceptStatements } from './intercept-statements.js'
export { unnamedTargets } from './unnamed-targets.js'

await loadModule()

/** Selects the comparisons of a statement to remove. */
export type IsCondition = (comparison: A_Expr) => boolean

/** A comparison with the owner's id: `user_id = $1`. */
export const namesOwner: IsCondition = ({ kind, lexpr, rexpr }) =>
  kind === 'AEXPR_OP' && columnOf(lexpr) === 'user_id' && isParameter(rexpr)

/**
 * A comparison with the lists of the owner's scope: `list_id in ($2, $3)` or `list_id = any (…)`, the same with `id` where the
 * rows are lists, and `list_ids && …` or `list_ids <@ …` for changes.
 */
export const namesLists: IsCondition = ({ kind, lexpr }) =>
  kind === 'AEXPR_OP'
    ? columnOf(lexpr) === 'list_ids'
    : (kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY') && ['list_id', 'id'].includes(columnOf(lexpr) ?? '')

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

/**
 * Weaker forms of a condition, as SQL. In each of them, a different one of the conditions that are joined by AND is true
 * for all rows.
 * @param condition such as `user_id = 'ada' and deleted_at is null`
 */
export function withoutEachConjunct(condition: string): string[] {
  const prefix = 'SELECT WHERE '
  const tree = parseSync(`${prefix}${condition}`)
  const select = tree.stmts?.[0]?.stmt
  if (select === undefined || !('SelectStmt' in select)) throw new Error(`Not a condition: ${condition}`)
  const { whereClause } = select.SelectStmt
  const isAnd = whereClause !== undefined && 'BoolExpr' in whereClause && whereClause.BoolExpr.boolop === 'AND_EXPR'
  const conjuncts = isAnd ? (whereClause.BoolExpr.args ?? []) : []
  if (conjuncts.length === 0) return ['true']
  return conjuncts.map((_, n) => {
    const args = conjuncts.filter((__, other) => other !== n)
    const weaker = {
      BoolExpr: { boolop: 'AND_EXPR' as const, args: [...args, { A_Const: { boolval: { boolval: true } } }] },
    }
    return deparseSync({
      SelectStmt: { whereClause: weaker, op: 'SETOP_NONE', limitOption: 'LIMIT_OPTION_DEFAULT' },
    }).replace(/^SELECT\s+WHERE\s+/, '')
  })
}

/** Whether a statement reads or changes existing rows. This includes an insert that reads some of them. */
export function touchesRows(sql: string): boolean {
  const statement = parseSync(sql).stmts?.[0]?.stmt
  if (statement === undefined) return false
  if ('UpdateStmt' in statement || 'DeleteStmt' in statement) return true
  const reads = 'SelectStmt' in statement || 'InsertStmt' in statement
  return reads && JSON.stringify(statement).includes('"RangeVar"')
}

/**
 * The tables that a statement reads or changes without comparing their own `user_id` with a parameter, at any depth. With
 * sharded tables, this finds the owner's shard. Names of CTEs do not count as tables.
 */
export function tablesWithoutOwner(sql: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [kind, value] of Object.entries(node)) {
      if (isRowStatement(kind)) found.push(...withoutOwner(value as RowStatement))
      visit(value)
    }
  }
  const tree = parseSync(sql)
  visit(tree)
  const ctes = new Set(cteNames(tree))
  return found.filter((name) => !ctes.has(name))
}

/** The relevant parts that SELECT, UPDATE and DELETE have in common. */
interface RowStatement {
  readonly relation?: RangeVar
  readonly fromClause?: readonly Node[]
  readonly usingClause?: readonly Node[]
  readonly whereClause?: Node
}

const isRowStatement = (kind: string) => ['SelectStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind)

function withoutOwner({ relation, fromClause = [], usingClause = [], whereClause }: RowStatement): string[] {
  const sources = [...fromClause, ...usingClause].map(sourcesIn)
  const tables = [...(relation === undefined ? [] : [relation]), ...sources.flatMap(({ tables }) => tables)]
  const conditions = [whereClause, ...sources.flatMap(({ quals }) => quals)].flatMap(conjunctsOf)
  const named = conditions.filter((condition) => namesOwner(condition)).map(({ lexpr }) => qualifierOf(lexpr))
  const isNamed = ({ alias, relname }: RangeVar) =>
    named.includes(alias?.aliasname ?? relname) || (tables.length === 1 && named.includes(undefined))
  return tables.filter((table) => !isNamed(table)).map(({ relname }) => relname ?? '')
}

interface Sources {
  readonly tables: readonly RangeVar[]
  readonly quals: readonly (Node | undefined)[]
}

function sourcesIn(node: Node | undefined): Sources {
  if (node !== undefined && 'RangeVar' in node) return { tables: [node.RangeVar], quals: [] }
  if (node === undefined || !('JoinExpr' in node)) return { tables: [], quals: [] }
  const [left, right] = [sourcesIn(node.JoinExpr.larg), sourcesIn(node.JoinExpr.rarg)]
  return { tables: [...left.tables, ...right.tables], quals: [...left.quals, ...right.quals, node.JoinExpr.quals] }
}

/** The comparisons that are joined by AND, so that every one must hold. */
function conjunctsOf(node: Node | undefined): A_Expr[] {
  if (node === undefined) return []
  if ('A_Expr' in node) return [node.A_Expr]
  return 'BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR'
    ? (node.BoolExpr.args ?? []).flatMap(conjunctsOf)
    : []
}

function cteNames(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([kind, value]) =>
    kind === 'CommonTableExpr'
      ? [String((value as { ctename?: string }).ctename), ...cteNames(value)]
      : cteNames(value),
  )
}

/**
 * A statement that sets `app.user_id` to a fixed text instead of its parameter. It shows what row-level security alone
 * allows.
 * @throws {Error} if the statement does not set it
 */
export function withOwnerSetting(sql: string, owner: string): string {
  const tree = parseSync(sql)
  let found = false
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    if ('FuncCall' in node) {
      const call = node.FuncCall as FuncCall
      if (JSON.stringify(call.args?.[0] ?? null).includes('"app.user_id"')) {
        found = true
        const args = (call.args ?? []).map((arg, n) => (n === 1 ? { A_Const: { sval: { sval: owner } } } : arg))
        return { FuncCall: { ...call, args } }
      }
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]))
  }
  const changed = visit(tree) as typeof tree
  if (!found) throw new Error('The statement does not set app.user_id')
  return deparseSync(changed)
}

/** The table or alias of a column, such as `t` in `t.user_id`; undefined for a column without one. */
function qualifierOf(node: Node | undefined): string | undefined {
  if (node === undefined || !('ColumnRef' in node)) return undefined
  const qualifier = node.ColumnRef.fields?.at(-2)
  return qualifier !== undefined && 'String' in qualifier ? qualifier.String.sval : undefined
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
