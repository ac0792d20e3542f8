import { z } from 'zod'

/** The part of JSON Schema that zod writes for the fields of a query. */
export interface FieldSchema {
  readonly type?: unknown
  readonly const?: unknown
  readonly enum?: unknown
  readonly anyOf?: unknown
  readonly items?: unknown
}

/** The fields of a query by name, as JSON Schema; none if the query has no input. */
export function fieldsOf(input: unknown): Readonly<Record<string, FieldSchema>> {
  if (!(input instanceof z.ZodType)) return {}
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return properties as Record<string, FieldSchema>
}

/**
 * Reads a field from URL parameters in OpenAPI's `form` style: `limit=2`, and `id=a&id=b` for an array. Text that does
 * not fit the field's type stays text, so the field's own schema refuses it. If null is allowed, it is written `null`.
 */
export function readField(texts: readonly [string, ...string[]], schema: FieldSchema): unknown {
  if (typesOf(schema).has('array')) return texts.map((text) => readText(text, asSchema(schema.items)))
  return readText(texts[0], schema)
}

/** Whether a field may be given more than once. */
export const isRepeatable = (schema: FieldSchema): boolean => typesOf(schema).has('array')

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i

function readText(text: string, schema: FieldSchema): unknown {
  const types = typesOf(schema)
  if (types.has('null') && text === 'null') return null
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if ((types.has('integer') || types.has('number')) && number.test(text)) return Number(text)
  return text
}

function typesOf({ type, anyOf, ...values }: FieldSchema): ReadonlySet<unknown> {
  const given = Array.isArray(type) ? type : [type]
  const examples = [...(Array.isArray(values.enum) ? values.enum : []), ...('const' in values ? [values.const] : [])]
  const alternatives = Array.isArray(anyOf) ? anyOf.flatMap((each) => [...typesOf(asSchema(each))]) : []
  return new Set([...given, ...examples.map((value) => (value === null ? 'null' : typeof value)), ...alternatives])
}

const asSchema = (schema: unknown): FieldSchema => (typeof schema === 'object' && schema !== null ? schema : {})
