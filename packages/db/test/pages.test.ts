import { expect, test } from 'vitest'
import { type PagePosition, type PageRoom, readPage } from '../src/pages.js'

const rows = Array.from({ length: 120 }, (_, n) => ({
  id: `${n}`.padStart(3, '0'),
  createdAt: '2026-11-26T09:30:00.000Z',
}))
const [first, second, third] = rows as [PagePosition, PagePosition, PagePosition]
const size = JSON.stringify(first).length

/** Reads these rows, and notes how many were asked for at a time. */
function reader({ withJson = false } = {}) {
  const takes: number[] = []
  const read = async (after: PagePosition | null, take: number) => {
    takes.push(take)
    if (takes.length > 10) throw new Error('The page never ends.')
    const start = after === null ? 0 : rows.findIndex(({ id }) => id === after.id) + 1
    const found = rows.slice(start, start + take)
    return withJson ? { rows: found, json: JSON.stringify(found) } : { rows: found }
  }
  return { read, takes }
}

/** Room for so many characters, and what was added to it. */
function roomFor(characters: number) {
  const added: string[] = []
  const used = () => added.reduce((sum, { length }) => sum + length, 0)
  const room: PageRoom = {
    get full() {
      return used() >= characters
    },
    add: (json) => void added.push(json),
    addIfFits: (json) => used() + json.length <= characters && added.push(json) > 0,
  }
  return { room, added }
}

test.each([
  { limit: 2, after: null, items: rows.slice(0, 2), next: second, takes: [3] },
  { limit: 2, after: second, items: rows.slice(2, 4), next: rows[3], takes: [3] },
  { limit: 119, after: null, items: rows.slice(0, 119), next: rows[118], takes: [51, 51, 18] },
  { limit: 120, after: null, items: rows, next: null, takes: [51, 51, 19] },
  { limit: 50, after: rows[69] ?? null, items: rows.slice(70), next: null, takes: [51] },
  { limit: 200, after: rows[119] ?? null, items: [], next: null, takes: [51] },
])('a page of $limit says where the next one starts, and at most 51 rows are read at once', async (expected) => {
  const { limit, after, items, next, takes } = expected
  for (const withJson of [false, true]) {
    const from = reader({ withJson })
    expect(await readPage({ limit, after }, from.read)).toEqual({ items, next })
    expect(from.takes).toEqual(takes)
  }
})

test('a page ends where the room does, and holds at least one row', async () => {
  for (const withJson of [false, true]) {
    const { room, added } = roomFor(2 * size + 1)
    const page = (limit: number, after: PagePosition | null = null) => {
      const from = reader({ withJson })
      return readPage({ limit, after, room }, from.read).then((read) => ({ ...read, takes: from.takes }))
    }
    expect(await page(50)).toEqual({ items: rows.slice(0, 3), next: third, takes: [51] })
    expect(added).toEqual(rows.slice(0, 3).map((row) => JSON.stringify(row)))
    expect(await page(50)).toEqual({ items: [first], next: first, takes: [2] })
    expect(await page(50, rows[118])).toEqual({ items: [rows[119]], next: null, takes: [2] })
  }
})

test('rows that fit together are not measured one by one', async () => {
  const json = JSON.stringify(rows.slice(0, 51))
  const { room, added } = roomFor(json.length)
  expect(await readPage({ limit: 50, after: null, room }, reader({ withJson: true }).read)).toEqual({
    items: rows.slice(0, 50),
    next: rows[49],
  })
  expect(added).toEqual([json])
})
