import type { Task } from '@ownlist/client'
import { describe, expect, test } from 'vitest'
import { insertRow, type RowPages, withoutRow, withRow } from '../src/lists/row-pages'

/** A task created in a given second. */
const at = (second: number, changes: Partial<Task> = {}): Task => {
  const createdAt = new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString()
  const dates = { createdAt, updatedAt: createdAt, dueOn: null, completedAt: null, deletedAt: null }
  return { id: `id-${second}`, title: `Task ${second}`, notes: '', priority: 'none', version: 1, ...dates, ...changes }
}

/** Newest first; the last page has a next one unless `whole`. */
const pagesOf = (seconds: number[][], whole: boolean): RowPages<Task> => ({
  pages: seconds.map((page, index) => ({
    items: page.map((second) => at(second)),
    nextCursor: whole && index === seconds.length - 1 ? null : `cursor-${index}`,
  })),
  pageParams: seconds.map(() => null),
})

const titles = ({ pages }: RowPages<Task>) => pages.map(({ items }) => items.map(({ title }) => title))

describe('insertRow', () => {
  test('puts a new task first, also into an empty list', () => {
    expect(titles(insertRow(pagesOf([[30, 20], [10]], true), at(40)))).toEqual([
      ['Task 40', 'Task 30', 'Task 20'],
      ['Task 10'],
    ])
    expect(titles(insertRow(pagesOf([[]], true), at(40)))).toEqual([['Task 40']])
  })

  test('puts a restored task back where it was', () => {
    const [first, second] = titles(insertRow(pagesOf([[30, 20], [10]], true), at(15)))
    expect([first, second]).toEqual([
      ['Task 30', 'Task 20'],
      ['Task 15', 'Task 10'],
    ])
  })

  test('leaves a task beyond the last loaded page for a later one to bring', () => {
    expect(titles(insertRow(pagesOf([[30, 20]], false), at(10)))).toEqual([['Task 30', 'Task 20']])
    expect(titles(insertRow(pagesOf([[30, 20]], true), at(10)))).toEqual([['Task 30', 'Task 20', 'Task 10']])
  })

  test('holds a task once, and orders those of one moment by id', () => {
    const data = pagesOf([[30, 20]], true)
    expect(titles(insertRow(data, at(20, { title: 'Renamed' })))).toEqual([['Task 30', 'Renamed']])
    expect(titles(insertRow(data, at(20, { id: 'id-20b', title: 'Twin' })))).toEqual([['Task 30', 'Twin', 'Task 20']])
  })
})

describe('withRow and withoutRow', () => {
  test('replace and remove by id, and leave other pages the same objects', () => {
    const data = pagesOf([[30], [20, 10]], true)
    const renamed = withRow(data, at(10, { title: 'Renamed' }))
    expect(titles(renamed)).toEqual([['Task 30'], ['Task 20', 'Renamed']])
    expect(renamed.pages[0]).toBe(data.pages[0])
    expect(titles(withoutRow(data, 'id-20'))).toEqual([['Task 30'], ['Task 10']])
    expect(titles(withoutRow(data, 'unknown'))).toEqual(titles(data))
  })
})
