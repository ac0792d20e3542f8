// domain: tasks

/** Deeper than anything that a person writes, and far less than what exhausts a stack. */
export const mostNested = 60

/** How deep the quotes, lists and brackets of some Markdown may be nested at most: the most openings in one line. */
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
