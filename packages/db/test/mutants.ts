/** What names the owner in a statement of the store, and what the statement is without it. */
const ownerFilters = [
  [/findUnique\(\{ where: \{ userId_id: \{ userId, id \}/g, 'findFirst({ where: { id'],
  // An upsert's WHERE is the whole key of what it writes.
  [/(?<!upsert\(\{ )where: \{\s*userId\b,?/g, 'where: {'],
] as const

/** A program's source with the owner taken out of one statement after the other: as many as there are such statements. */
export function mutantsOf(source: string): string[] {
  return ownerFilters.flatMap(([filter, without]) =>
    [...source.matchAll(filter)].map(
      ({ index, 0: found }) => source.slice(0, index) + without + source.slice(index + found.length),
    ),
  )
}

/** For Vite: importing `….ts?mutant=2` gives the module without its third owner filter. No file is changed. */
export const mutants = {
  name: 'mutants',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const number = /\?mutant=(\d+)$/.exec(id)?.[1]
    return number === undefined ? undefined : mutantsOf(code)[Number(number)]
  },
}
