import { describe, expect, test } from 'vitest'
import {
  hasRow,
  insertRow,
  type ListedRow,
  type RowPages,
  withoutRow,
  withoutRows,
  withRow,
} from '../src/rows/row-pages'

/** A row that was created in a given second. */
const at = (second: number, changes: Partial<ListedRow> = {}): ListedRow => {
  const createdAt = new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString()
  return { id: `id-${second}`, title: `Row ${second}`, version: 1, createdAt, deletedAt: null, ...changes }
}

/** Newest first; the last page has a next one unless `whole`. */
const pagesOf = (seconds: number[][], whole: boolean): RowPages<ListedRow> => ({
  pages: seconds.map((page, index) => ({
    items: page.map((second) => at(second)),
    nextCursor: whole && index === seconds.length - 1 ? null : `cursor-${index}`,
  })),
  pageParams: seconds.map(() => null),
})

const titles = ({ pages }: RowPages<ListedRow>) => pages.map(({ items }) => items.map(({ title }) => title))

describe('insertRow', () => {
  test('puts a new row first, also into an empty list', () => {
    expect(titles(insertRow(pagesOf([[30, 20], [10]], true), at(40)))).toEqual([
      ['Row 40', 'Row 30', 'Row 20'],
      ['Row 10'],
    ])
    expect(titles(insertRow(pagesOf([[]], true), at(40)))).toEqual([['Row 40']])
  })

  test('puts a restored row back in its place', () => {
    const [first, second] = titles(insertRow(pagesOf([[30, 20], [10]], true), at(15)))
    expect([first, second]).toEqual([
      ['Row 30', 'Row 20'],
      ['Row 15', 'Row 10'],
    ])
  })

  test('leaves a row beyond the last loaded page for a later one to bring', () => {
    expect(titles(insertRow(pagesOf([[30, 20]], false), at(10)))).toEqual([['Row 30', 'Row 20']])
    expect(titles(insertRow(pagesOf([[30, 20]], true), at(10)))).toEqual([['Row 30', 'Row 20', 'Row 10']])
  })

  test('contains each row once, and orders rows of the same time by id', () => {
    const data = pagesOf([[30, 20]], true)
    expect(titles(insertRow(data, at(20, { title: 'Renamed' })))).toEqual([['Row 30', 'Renamed']])
    expect(titles(insertRow(data, at(20, { id: 'id-20b', title: 'Twin' })))).toEqual([['Row 30', 'Twin', 'Row 20']])
  })
})

describe('withRow and withoutRow', () => {
  test('replace and remove by id, and keep the objects of other pages', () => {
    const data = pagesOf([[30], [20, 10]], true)
    const renamed = withRow(data, at(10, { title: 'Renamed' }))
    expect(titles(renamed)).toEqual([['Row 30'], ['Row 20', 'Renamed']])
    expect(renamed.pages[0]).toBe(data.pages[0])
    expect(titles(withoutRow(data, 'id-20'))).toEqual([['Row 30'], ['Row 10']])
    expect(titles(withoutRow(data, 'unknown'))).toEqual(titles(data))
    expect(titles(withoutRows(data, ({ id }) => id !== 'id-20'))).toEqual([[], ['Row 20']])
    expect(['id-30', 'id-10', 'unknown'].map((id) => hasRow(data, id))).toEqual([true, true, false])
  })
})
