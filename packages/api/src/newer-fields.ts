import { z } from 'zod'
import { oldestContractVersion } from './contract-version.js'

const newerFields = z.registry<{ readonly version: number }>()

/**
 * Marks a field that an output has gained: `colour: since(3, z.string())`. Callers that state an older version of the contract
 * do not get it, and it is published as one that may be missing. Raise `contractVersion` to this version as well.
 * @public
 * @param version the first one of the contract with the field
 * @throws {RangeError} on a version that is not a whole number above the oldest
 */
export function since<Schema extends z.ZodType>(version: number, schema: Schema): Schema {
  if (!Number.isSafeInteger(version) || version <= oldestContractVersion) {
    throw new RangeError(`A field can be new since version ${oldestContractVersion + 1} or later, not ${version}`)
  }
  // A copy, since the schema may be that of other fields, too.
  const field = schema.describe([schema.description, `Since contract version ${version}.`].filter(Boolean).join(' '))
  newerFields.add(field, { version })
  return field
}

/** The version that a field came with. Its mark may be under others, as in `since(3, z.string()).nullable()`. */
export function versionOfField(field: z.core.$ZodType): number {
  const [inner] = isWrapper(field) ? partsOf(field) : []
  const mark = newerFields.get(field)?.version
  return mark ?? (inner === undefined ? oldestContractVersion : versionOfField(inner))
}

/** Makes the older forms of a value that fits the schema. */
export type OlderForm = <Value>(value: Value, version: number) => Value

/** Found out once, so that a schema without newer fields costs nothing when its values are sent. */
export function olderFormOf(schema: z.core.$ZodType): OlderForm {
  if (newestFieldIn(schema) === oldestContractVersion) return (value) => value
  // Less of an object is what its older type was.
  return (value, version) => without(schema, value, version) as typeof value
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

/** The schemas that a schema is made of. */
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

/** @throws {Error} if a value fits none, as one does that its output has transformed: to guess could send too much */
function optionFor(options: readonly z.core.$ZodType[], value: unknown): z.core.$ZodType {
  const option = options.find((each) => z.safeParse(each, value).success)
  if (option === undefined) throw new Error('The output of a union must fit the union again')
  return option
}
