import { ImportError } from './import-error.js'

/** A JSON object whose members are unknown. */
export type JsonObject = Readonly<Record<string, unknown>>

/** @throws {ImportError} `DAMAGED` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ImportError('DAMAGED', 'The file is not complete JSON. Export it again.', { cause })
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects in an array; empty if it is not an array. */
export const objectsIn = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** The text of a string or number, and nothing otherwise. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** The strings of an array. */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(textIn).filter((text) => text !== '') : []

export const numberIn = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

/** Whether there is a value: not null, false, 0, `''`, `[]` or `{}`. */
export function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value)
}
