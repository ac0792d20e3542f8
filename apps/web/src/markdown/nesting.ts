// domain: tasks

/** This is deeper than anything a person writes, and far less than a call stack can take. */
export const mostNested = 60

/**
 * An upper bound for how deep the quotes, lists and brackets of some Markdown are nested: the largest number of openings in
 * one line.
 */
export function nesting(markdown: string): number {
  const depths = markdown.split('\n').map((line) => {
    const [start = ''] = line.match(/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*/) ?? []
    const quotes = start.match(/[>*+-]|\d[.)]/g)?.length ?? 0
    const indent = start.replaceAll('\t', '    ').length / 2
    const openings = line.match(/[[*_~]/g)?.length ?? 0
    return Math.max(quotes, indent, openings / 4)
  })
  return Math.max(0, ...depths)
}
