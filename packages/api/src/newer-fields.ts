import { z } from 'zod'
import { oldestContractVersion } from './contract-version.js'

const newerFields = z.registry<{ readonly version: number }>()

/**
 * Marks a field that was added to an output: `colour: since(3, z.string())`. Callers that state an older version of the
 * contract do not receive it, and it is published as optional. Raise `contractVersion` to this version as well. @public
 * @param version the first version of the contract with the field
 * @throws {RangeError} if the version is not a whole number above the oldest one
 */
export function since<Schema extends z.ZodType>(version: number, schema: Schema): Schema {
  if (!Number.isSafeInteger(version) || version <= oldestContractVersion) {
    throw new RangeError(
      `The version of a new field must be a whole number from ${oldestContractVersion + 1}, not ${version}`,
    )
  }
  // This is a copy, since other fields may use the same schema.
  const field = schema.describe([schema.description, `Since contract version ${version}.`].filter(Boolean).join(' '))
  newerFields.add(field, { version })
  return field
}

/** The version in which a field was added. The mark may be nested, as in `since(3, z.string()).nullable()`. */
export function versionOfField(field: z.core.$ZodType): number {
  const [inner] = isWrapper(field) ? partsOf(field) : []
  const mark = newerFields.get(field)?.version
  return mark ?? (inner === undefined ? oldestContractVersion : versionOfField(inner))
}

/** Creates older forms of a value that fits the schema. */
export type OlderForm = <Value>(value: Value, version: number) => Value

/**
 * This is determined once, so that sending values costs nothing extra if a schema has no fields that are newer than the
 * caller's version.
 */
export function olderFormOf(schema: z.core.$ZodType): OlderForm {
  const newest = newestFieldIn(schema)
  // The older type has fewer fields.
  return (value, version) => (version >= newest ? value : (without(schema, value, version) as typeof value))
}

/** The version of the newest field in a schema, at any depth. */
export function newestFieldIn(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): number {
  if (seen.has(schema)) return oldestContractVersion
  seen.add(schema)
  const { def } = (schema as z.core.$ZodTypes)._zod
  const own = def.type === 'object' ? Object.values(def.shape).map(versionOfField) : []
  return Math.max(oldestContractVersion, ...own, ...partsOf(schema).map((part) => newestFieldIn(part, seen)))
}

const isWrapper = (schema: z.core.$ZodType) => 'innerType' in schema._zod.def

/** The schemas that a schema is composed of. */
function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if ('innerType' in def) return [def.innerType]
  switch (def.type) {
    case 'object':
      return [...Object.values(def.shape), ...(def.catchall === undefined ? [] : [def.catchall])]
    case 'array':
      return [def.element]
    case 'tuple':
      return [...def.items, ...(def.rest === null ? [] : [def.rest])]
    case 'record':
      return [def.valueType]
    case 'union':
      return def.options
    case 'intersection':
      return [def.left, def.right]
    case 'pipe':
      return [def.out]
    case 'lazy':
      return [def.getter()]
    default:
      return []
  }
}

function without(schema: z.core.$ZodType, value: unknown, version: number): unknown {
  if (value === null || typeof value !== 'object') return value
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return withoutFields(value, version, (name) => def.shape[name] ?? def.catchall)
    case 'record':
      return withoutFields(value, version, () => def.valueType)
    case 'array':
      return (value as unknown[]).map((item) => without(def.element, item, version))
    case 'tuple':
      return (value as unknown[]).map((item, at) => withoutIn(def.items[at] ?? def.rest, item, version))
    case 'union':
      return withoutIn(optionFor(def.options, value), value, version)
    default:
      return partsOf(schema).reduce<unknown>((older, part) => without(part, older, version), value)
  }
}

const withoutIn = (schema: z.core.$ZodType | null | undefined, value: unknown, version: number) =>
  schema === null || schema === undefined ? value : without(schema, value, version)

function withoutFields(value: object, version: number, schemaOf: (name: string) => z.core.$ZodType | undefined) {
  const kept = Object.entries(value).filter(([name]) => {
    const field = schemaOf(name)
    return field === undefined || versionOfField(field) <= version
  })
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutIn(schemaOf(name), inner, version)]))
}

/**
 * @throws {Error} if a value fits no option, for example because its output was transformed: guessing could send too
 * much
 */
function optionFor(options: readonly z.core.$ZodType[], value: unknown): z.core.$ZodType {
  const option = options.find((each) => z.safeParse(each, value).success)
  if (option === undefined) throw new Error('The output of a union does not fit any option of the union')
  return option
}
