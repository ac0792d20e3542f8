import { describe, expect, test } from 'vitest'
import type { Kept } from '../src/kept/kept'
import { joinChanges } from '../src/rows/send-again'
import { unsentChanges } from '../src/rows/unsent-changes'

const row = (id: string, title = 'Water') => ({ id, title, version: 1, createdAt: '', deletedAt: null })
type Fields = { readonly title?: string; readonly notes?: string }

/** As a browser keeps it, in memory. */
function storage(): Kept & { readonly size: () => number } {
  const texts = new Map<string, string>()
  return {
    read: (name) => texts.get(name) ?? null,
    write: (name, text) => void texts.set(name, text),
    remove: (name) => void texts.delete(name),
    all: (beginning) => [...texts].filter(([name]) => name.startsWith(beginning)).map(([, text]) => text),
    size: () => texts.size,
  }
}

const open = (kept: Kept, name = 'note') => unsentChanges<ReturnType<typeof row>, Fields>(kept, name)

describe('when a change has arrived, what it overrides', () => {
  test('is removed with it: earlier failed changes of the same fields', () => {
    const kept = storage()
    const changes = open(kept)
    changes.edit(row('a'), { title: 'One' })
    changes.arrived(changes.edit(row('a'), { title: 'Two', notes: 'More' }))
    expect(kept.size()).toBe(0)
  })

  test.each([
    ['another field', (changes: ReturnType<typeof open>) => changes.edit(row('a'), { notes: 'Kept' })],
    ['another row', (changes: ReturnType<typeof open>) => changes.edit(row('b'), { title: 'Kept' })],
    ['a deletion', (changes: ReturnType<typeof open>) => changes.deletion(row('a'), true)],
  ])('is not %s', (_what, keep) => {
    const kept = storage()
    const changes = open(kept)
    keep(changes)
    changes.arrived(changes.edit(row('a'), { title: 'Two' }))
    expect(kept.size()).toBe(1)
  })

  test('is not a later change', () => {
    const kept = storage()
    const changes = open(kept)
    const first = changes.edit(row('a'), { title: 'One' })
    changes.edit(row('a'), { title: 'Two' })
    changes.arrived(first)
    expect(kept.size()).toBe(1)
  })

  test('is everything before it, if the row was deleted', () => {
    const kept = storage()
    const changes = open(kept)
    changes.edit(row('a'), { title: 'One' })
    changes.deletion(row('a'), false)
    changes.arrived(changes.deletion(row('a'), true))
    expect(kept.size()).toBe(0)
  })
})

test('a page receives neither its own changes, nor those of another kind of row', () => {
  const kept = storage()
  const changes = open(kept)
  changes.edit(row('a'), { title: 'One' })
  expect(changes.takeLeft()).toEqual([])
  expect(open(kept, 'list').takeLeft()).toEqual([])
  const left = { key: '01a2153a-5b71-719c-9132-2f41c1c6e26c', row: row('b'), fields: { title: 'Left' } }
  kept.write(`change-of note ${left.key}`, JSON.stringify(left))
  expect(changes.takeLeft()).toEqual([[left]])
  expect(changes.takeLeft()).toEqual([])
})

describe('the combined changes of one row', () => {
  const key = 'k'
  test('start from the first one, and end with the last one', () => {
    expect(
      joinChanges([
        { key, row: row('a', 'Water'), fields: { title: 'One' } },
        { key, row: row('a', 'One'), fields: { title: 'Two', notes: 'More' } },
      ]),
    ).toEqual({
      seen: row('a', 'Water'),
      edits: [{ title: 'One' }, { title: 'Two', notes: 'More' }],
      fields: { title: 'Two', notes: 'More' },
      deleted: undefined,
    })
  })

  test.each([[[true]], [[true, false]], [[false, true]], [[true, false, true]]])(
    'deleted %j: the last counts',
    (all) => {
      const changes = all.map((deleted) => ({ key, row: row('a'), deleted }))
      expect(joinChanges<ReturnType<typeof row>, Fields>(changes)).toMatchObject({ edits: [], deleted: all.at(-1) })
    },
  )
})
