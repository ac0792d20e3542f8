import type { ProcedureIndex } from '@ownlist/api'
import { TRPCError } from '@trpc/server'
import { ZodError, ZodRealError } from 'zod'
import type { ProcedureCalls } from './request-target.js'

/**
 * Reads the input from the address of a request: JSON in `input`, as tRPC's own clients send it, or one parameter per
 * field, as the OpenAPI document describes it. Every parameter must be known: a misspelled filter must not return
 * everything.
 * @returns the input as JSON; null if it is not in the address
 * @throws {TRPCError} `BAD_REQUEST`, with an issue for each invalid parameter
 */
export function readCallInput(
  procedures: ProcedureIndex,
  method: string | undefined,
  { names, isBatch, parameters }: ProcedureCalls,
): string | null {
  try {
    assertBatch(parameters)
    if (method === 'POST') return only(parameters, ['batch'], 'is ignored: send the input in the body')
    if (isBatch || parameters.has('input')) {
      return only(parameters, ['batch', 'input'], 'cannot be combined with `input` or `batch`')
    }
    const [name = ''] = names
    const input = procedures.inputOf(name, parameters)
    return input === undefined || input === null ? null : JSON.stringify(input)
  } catch (error) {
    throw error instanceof ZodError
      ? new TRPCError({ code: 'BAD_REQUEST', message: 'Invalid query parameters.', cause: error })
      : error
  }
}

function assertBatch(parameters: URLSearchParams): void {
  const given = parameters.getAll('batch')
  if (given.length > 0 && (given.length > 1 || given[0] !== '1')) throw fault(['batch'], 'must be 1, given once')
}

/** @returns `input`, if only these parameters are present */
function only(parameters: URLSearchParams, allowed: readonly string[], otherwise: string): string | null {
  const others = [...new Set(parameters.keys())].filter((name) => !allowed.includes(name))
  if (others.length > 0) throw fault(others, otherwise)
  const [input = null, ...repeated] = parameters.getAll('input')
  if (repeated.length > 0) throw fault(['input'], 'must be given only once')
  return input
}

const fault = (names: readonly string[], message: string): ZodError =>
  new ZodRealError(names.map((name) => ({ code: 'custom', path: [name], message, input: name })))
