import { z } from 'zod'
import type { CallerContract } from './contract-version.js'
import { olderFormOf } from './newer-fields.js'

/**
 * Reads the outputs of a router once, for its server. If they have no newer fields, responses are sent unchanged.
 * @param procedures a router's `_def.procedures`, by their full names
 * @returns a function from the version that a caller states to the contract that the caller knows
 */
export function createCallerContracts(procedures: object): (version: number) => CallerContract {
  const entries = Object.entries(procedures) as [string, { readonly _def: { readonly output?: unknown } }][]
  const forms = new Map(
    entries.flatMap(([name, { _def }]) =>
      _def.output instanceof z.ZodType ? [[name, olderFormOf(_def.output)] as const] : [],
    ),
  )
  return (version) => ({
    version,
    answer: (procedure, output) => forms.get(procedure)?.(output, version) ?? output,
  })
}
