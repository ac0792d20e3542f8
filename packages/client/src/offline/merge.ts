import type { Fields } from './row-kind.js'

/** A change to some fields, and the row as it is now. */
export interface Merging {
  /** The names of the fields whose values are sets. */
  readonly sets: readonly string[]
  /** The values that the person saw when making the change. */
  readonly base: Fields
  readonly ours: Fields
  /** The row, with all its fields. */
  readonly theirs: Fields
}

/** The result for each field of a change. */
export interface Merged {
  /** The values to send; empty if the row already has them. */
  readonly send: Fields
  /** The fields that were changed elsewhere to a different value, with the person's values. */
  readonly conflicting: Fields
}

/**
 * A three-way merge by field. A field that was changed only here is sent. A field that was changed elsewhere to the same
 * value needs nothing. Sets are merged by member: members that were added here are added, and members that were removed
 * here are removed. Values that are not fields of the row, such as the time zone for a calculation, are sent along with the
 * fields.
 */
export function merge({ sets, base, ours, theirs }: Merging): Merged {
  const send: Record<string, unknown> = {}
  const conflicting: Record<string, unknown> = {}
  const fields = Object.entries(ours).filter(([field]) => field in theirs)
  for (const [field, value] of fields) {
    const isSet = sets.includes(field)
    const same = isSet ? sameMembers : sameValue
    const now = theirs[field]
    const wanted = isSet ? mergeSets(base[field], value, now) : value
    if (same(now, wanted)) continue
    if (isSet || same(now, base[field])) send[field] = wanted
    else conflicting[field] = value
  }
  const isNothing = Object.keys(send).length === 0
  return { send: isNothing ? {} : { ...omit(ours, Object.keys(theirs)), ...send }, conflicting }
}

const members = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function mergeSets(base: unknown, ours: unknown, theirs: unknown): readonly unknown[] {
  const [before, mine] = [members(base), members(ours)]
  const kept = members(theirs).filter((member) => mine.includes(member) || !before.includes(member))
  return [...kept, ...mine.filter((member) => !before.includes(member) && !kept.includes(member))]
}

const sameMembers = (a: unknown, b: unknown) =>
  members(a).length === members(b).length && members(a).every((member) => members(b).includes(member))

/** Whether two JSON values are equal. The order of an object's members does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return (
    one.size === other.size && [...one].every(([name, value]) => other.has(name) && sameValue(value, other.get(name)))
  )
}

/** Some of the fields of a row or of a change. */
export const pick = (from: Fields, names: Iterable<string>): Fields =>
  Object.fromEntries([...names].map((name) => [name, from[name]]))

/** All fields except these. */
export const omit = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))
