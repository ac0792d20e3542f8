import { describe, expect, test } from 'vitest'
import { createEditQueue } from '../src/rows/edit-queue'

interface Row {
  readonly title: string
  readonly done: boolean
  readonly version: number
}

const row: Row = { title: 'Water', done: false, version: 1 }
const queue = () => createEditQueue<Row, Partial<Row>>()

describe('quick edits of one row', () => {
  test('build on each other before any is saved', () => {
    const edits = queue()
    edits.add(row, { done: true })
    expect(edits.current(row)).toEqual({ ...row, done: true })
    edits.add(row, { title: 'Ferns' })
    edits.add(row, { done: false })
    expect(edits.current(row)).toEqual({ ...row, title: 'Ferns', done: false })
    expect(edits.known()).toEqual(row)
  })

  test('are saved one by one, each based on the result of the one before, while all of them are shown', () => {
    const edits = queue()
    const [first, second] = [{ done: true }, { done: false }]
    edits.add(row, first)
    edits.add(row, second)
    const saved = { ...row, done: true, version: 2 }
    expect(edits.done(first, saved)).toEqual({ ...row, done: false, version: 2 })
    expect(edits.known()).toEqual(saved)
    expect(edits.done(second, { ...row, version: 3 })).toEqual({ ...row, version: 3 })
  })

  test('lose only the one that fails', () => {
    const edits = queue()
    const [first, second] = [{ title: 'Refused' }, { done: true }]
    edits.add(row, first)
    edits.add(row, second)
    expect(edits.done(first, edits.known())).toEqual({ ...row, done: true })
  })

  test('that are identical are distinguished', () => {
    const edits = queue()
    const [first, second] = [{ title: 'Same' }, { title: 'Same' }]
    edits.add(row, first)
    edits.add(row, second)
    edits.done(first, row)
    expect(edits.current(row)).toEqual({ ...row, title: 'Same' })
  })

  test('start again from the row that is shown once all are saved', () => {
    const edits = queue()
    const changes = { done: true }
    edits.add(row, changes)
    edits.done(changes, { ...row, done: true, version: 2 })
    const newer = { ...row, title: 'From elsewhere', version: 7 }
    expect(edits.current(newer)).toEqual(newer)
    edits.add(newer, { done: false })
    expect(edits.known()).toEqual(newer)
  })
})
