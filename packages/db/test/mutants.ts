/** What keeps a statement to the lists in reach, and what it is without that. */
const reachFilters = [
  [/(, )?AND: inReach\(reach\)/g, ''],
  [/^ *inReach\(reach\),$/gm, ''],
  [/AND: \[inReach\(reach\), /g, 'AND: ['],
] as const

/** What names the owner in a statement of the store, and what the statement is without it. */
const ownerFilters = [
  [/findUnique\(\{ where: \{ userId_id: \{ userId, id \}/g, 'findFirst({ where: { id'],
  // An upsert's WHERE is the whole key of what it writes.
  [/(?<!upsert\(\{ )where: \{\s*userId\b,?/g, 'where: {'],
] as const

/** A program's source with the owner taken out of one statement after the other: as many as there are such statements. */
export const mutantsOf = (source: string): string[] => without(ownerFilters, source)

/** The same with the reach taken out. */
export const reachMutantsOf = (source: string): string[] => without(reachFilters, source)

type Filters = readonly (readonly [filter: RegExp, without: string])[]

function without(filters: Filters, source: string): string[] {
  return filters.flatMap(([filter, without]) =>
    [...source.matchAll(filter)].map(
      ({ index, 0: found }) => source.slice(0, index) + without + source.slice(index + found.length),
    ),
  )
}

/** For Vite: importing `….ts?mutant=2` gives the module without its third owner filter, `?reach=2` that without its third reach. No file is changed. */
export const mutants = {
  name: 'mutants',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const [, kind, number] = /\?(mutant|reach)=(\d+)$/.exec(id) ?? []
    return kind && (kind === 'mutant' ? mutantsOf : reachMutantsOf)(code)[Number(number)]
  },
}
