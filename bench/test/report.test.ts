import { expect, test } from 'vitest'
import { api } from '../src/contenders.js'
import { Figures } from '../src/figures.js'
import { operations } from '../src/operations.js'
import { writeReport } from '../src/report.js'

const names = ['ownlist', 'trpc-prisma', 'fastapi-asyncpg']
const sizes = { rounds: 3, requests: 64, connections: [1, 16, 64], operations }

/** Three rounds. Each contender takes as many microseconds as its place says, and each operation takes more than the one before. */
function resultOf() {
  const figures = new Figures()
  for (const [place, contender] of names.entries()) {
    for (const [n, operation] of operations.entries()) {
      for (const connections of sizes.connections) {
        for (const round of [0, 1, 2]) {
          const cpu = (place + 1) * (n + 1) * 100 + round
          figures.add({ contender, operation, connections }, { cpu, p50: cpu / 100, p99: cpu / 10 })
        }
      }
    }
  }
  const bytes = { plain: 12_345, gzip: 12_345, compressed: false }
  const facts = names.map((name) => ({ name, coldStarts: [500, 510, 520], rss: 100 * 2 ** 20, bytes }))
  return { figures, facts, postgres: '18.0' }
}

const machine = { cpu: 'A processor', cores: 2, memoryGiB: 8, system: 'Linux 6', load: 0.5 }
const files = writeReport(resultOf(), {
  contenders: [api, { name: 'fastapi-asyncpg', summary: 'FastAPI', program: { missing: 'needs Python 3' } }],
  sizes,
  machine,
  versions: ['Node 20.0.0'],
  date: '2026-11-26',
  command: 'pnpm bench',
})
const text = files['2026-11-26.md'] ?? ''

test('the report says what was measured, where, with what, and by which command', () => {
  for (const part of ['`pnpm bench`', 'A processor, 2 cores, 8 GiB', 'Node 20.0.0', '3 rounds']) {
    expect(text).toContain(part)
  }
})

test('the report names what was measured, and what was not run and why', () => {
  expect(text).toContain(`- \`ownlist\`: ${api.summary}`)
  expect(text).toContain('- `fastapi-asyncpg` was **not run**: it needs Python 3')
})

test('the report has medians with their spread, and ratios to this API', () => {
  expect(text).toContain('| `ownlist` | 101 ± 1 |')
  expect(text).toContain('| `trpc-prisma` | 1.99 ± 0.01 |')
})

test('the report shows every plot that was made, and names every contender in it', () => {
  const plots = Object.entries(files).filter(([name]) => name.endsWith('.svg'))
  expect(plots).toHaveLength(2)
  for (const [name, svg] of plots) {
    expect(text).toContain(`](${name})`)
    for (const contender of names) expect(svg).toContain(`>${contender}</text>`)
  }
})

test('no cell of a table is longer than 80 characters', () => {
  const cells = text.split('\n').flatMap((line) => (line.startsWith('|') ? line.split('|') : []))
  expect(cells.length).toBeGreaterThan(100)
  expect(cells.filter((cell) => cell.trim().length > 80)).toEqual([])
})
