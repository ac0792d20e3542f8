import type { TypeCast } from '@pgsql/types'
import { loadModule, parseSync } from 'libpg-query'

await loadModule()

/**
 * The parameters that a statement casts to an array, such as `$2::uuid[]`, at any depth. Such a cast is not immutable. In
 * an update, Citus does not allow it in CASE and COALESCE.
 */
export function arrayCasts(sql: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [kind, value] of Object.entries(node)) {
      if (kind === 'TypeCast') found.push(...castIn(value as TypeCast))
      visit(value)
    }
  }
  visit(parseSync(sql))
  return found
}

const castIn = ({ arg, typeName }: TypeCast): string[] =>
  typeName?.arrayBounds !== undefined && arg !== undefined && 'ParamRef' in arg ? [`$${arg.ParamRef.number}`] : []
