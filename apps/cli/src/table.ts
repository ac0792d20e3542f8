import Table from 'cli-table3'

/** Rows for a person, in columns without lines between them. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const table = new Table({ chars: noLines, style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] } })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

const sides = ['top', 'bottom', 'left', 'right', 'mid'] as const
const noLines = Object.fromEntries(
  [...sides, 'middle', ...sides.flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`])].map((name) => [
    name,
    '',
  ]),
)
