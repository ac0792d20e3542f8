import { z } from 'zod'
import { type FieldSchema, fieldsOf, isRepeatable, readField } from './form-parameters.js'

/**
 * Builds a query's input from URL parameters, one per field, as sent by clients that are generated from the OpenAPI
 * document.
 * @param input the query's input schema; undefined if it has none
 * @returns undefined if there are no parameters
 * @throws {z.ZodError} that names each parameter that is unknown or given twice
 */
export function readQueryInput(input: unknown, parameters: URLSearchParams): unknown {
  const fields = fieldsOf(input)
  const names = [...new Set(parameters.keys())]
  const issues = names.flatMap((name) => faultOf(name, parameters.getAll(name).length, fields))
  if (issues.length > 0) throw new z.ZodRealError(issues)
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, readGiven(parameters.getAll(name), fields[name] ?? {})]))
}

const readGiven = ([first = '', ...others]: readonly string[], schema: FieldSchema) =>
  readField([first, ...others], schema)

function faultOf(name: string, count: number, fields: Readonly<Record<string, FieldSchema>>): z.core.$ZodIssue[] {
  const schema = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (schema === undefined) {
    const known = Object.keys(fields)
    const takes = known.length === 0 ? 'This query takes no parameters' : `This query takes ${known.join(', ')}`
    return [issue(name, `is not a parameter. ${takes}.`)]
  }
  return count > 1 && !isRepeatable(schema) ? [issue(name, 'must be given only once')] : []
}

const issue = (name: string, message: string): z.core.$ZodIssue => ({
  code: 'custom',
  path: [name],
  message,
  input: name,
})
