/** A panel of horizontal bars with its own title. */
export interface Panel {
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
}

export interface Bar {
  readonly label: string
  readonly value: number
  /** The spread of the rounds, drawn as a line through the end of the bar. */
  readonly spread: number
}

const [labelWidth, barWidth, valueWidth, rowHeight, titleHeight, gap] = [130, 200, 90, 20, 30, 24]
const panelWidth = labelWidth + barWidth + valueWidth
const perRow = 2

/** For light and dark pages: an image follows the reader's system. */
const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 13px }
  .value { fill: #59636e }
  .bar { fill: #8c959f }
  .ours { fill: #0969da }
  line { stroke: #1f2328; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .value { fill: #9198a1 }
    .bar { fill: #656c76 }
    .ours { fill: #4493f8 }
    line { stroke: #f0f6fc }
  }`

/**
 * Panels of horizontal bars as an SVG image, two beside each other.
 * @param ours the label of the bars that stand out
 */
export function barChart(title: string, panels: readonly Panel[], ours: string): string {
  const height = (panel: Panel) => titleHeight + panel.bars.length * rowHeight + gap
  const rows = Array.from({ length: Math.ceil(panels.length / perRow) }, (_, n) =>
    panels.slice(n * perRow, (n + 1) * perRow),
  )
  let top = 0
  const parts = rows.flatMap((row) => {
    const placed = row.map((panel, n) => drawPanel(panel, { left: n * (panelWidth + gap), top, ours }))
    top += Math.max(...row.map(height))
    return placed
  })
  const width = Math.min(perRow, panels.length) * (panelWidth + gap)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img">`,
    `<title>${escapeXml(title)}</title><style>${style}</style>`,
    ...parts,
    '</svg>\n',
  ].join('\n')
}

interface Place {
  readonly left: number
  readonly top: number
  readonly ours: string
}

function drawPanel({ title, unit, bars }: Panel, { left, top, ours }: Place): string {
  const most = Math.max(...bars.map(({ value, spread }) => value + spread), Number.MIN_VALUE)
  const widthOf = (value: number) => Math.max(0, (value / most) * barWidth)
  const drawn = bars.map(({ label, value, spread }, n) => {
    const [y, x] = [titleHeight + n * rowHeight, labelWidth]
    const [low, high] = [x + widthOf(value - spread), x + widthOf(value + spread)]
    const middle = y + rowHeight / 2
    return [
      `<text x="${x - 8}" y="${middle + 4}" text-anchor="end">${escapeXml(label)}</text>`,
      `<rect class="${label === ours ? 'ours' : 'bar'}" x="${x}" y="${y + 3}" width="${widthOf(value).toFixed(1)}" height="${rowHeight - 6}"/>`,
      `<line x1="${low.toFixed(1)}" x2="${high.toFixed(1)}" y1="${middle}" y2="${middle}"/>`,
      `<text class="value" x="${x + barWidth + 6}" y="${middle + 4}">${readable(value)} ${escapeXml(unit)}</text>`,
    ].join('')
  })
  const heading = `<text class="title" x="${labelWidth}" y="18">${escapeXml(title)}</text>`
  return `<g transform="translate(${left} ${top})">${heading}${drawn.join('\n')}</g>`
}

/** Three significant digits, with separators. */
export const readable = (value: number) =>
  new Intl.NumberFormat('en', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }).format(
    value,
  )

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
