import { describe, expect, test } from 'vitest'
import { merge } from '../../src/offline/merge.js'

const nothing = { send: {}, conflicting: {} }

describe('a three-way merge by field', () => {
  test.each([
    ['changed only here: it is sent', 'a', 'b', 'a', { send: { f: 'b' }, conflicting: {} }],
    ['changed here and elsewhere to the same value: nothing is left to do', 'a', 'b', 'b', nothing],
    [
      'changed here and elsewhere to different values: a conflict',
      'a',
      'b',
      'c',
      { send: {}, conflicting: { f: 'b' } },
    ],
    ['changed back here, and not changed elsewhere: nothing is left to do', 'a', 'a', 'a', nothing],
    [
      'it is a list that somebody else has reordered: a conflict',
      [1, 2],
      [1],
      [2, 1],
      { send: {}, conflicting: { f: [1] } },
    ],
    ['null counts as a value', null, 'b', null, { send: { f: 'b' }, conflicting: {} }],
    [
      'objects are compared by their members',
      { x: 1, y: 2 },
      null,
      { y: 2, x: 1 },
      { send: { f: null }, conflicting: {} },
    ],
  ])('%s', (_what, base, ours, theirs, expected) => {
    const merging = { sets: [], base: { f: base }, ours: { f: ours }, theirs: { f: theirs, other: 1 } }
    expect(merge(merging)).toEqual(expected)
  })

  test('values that are not fields of the row are sent along with the fields, and never alone', () => {
    const merging = { sets: [], base: { f: 1 }, ours: { f: 2, zone: 'UTC' }, theirs: { f: 1 } }
    expect(merge(merging)).toEqual({ send: { f: 2, zone: 'UTC' }, conflicting: {} })
    expect(merge({ ...merging, theirs: { f: 2 } })).toEqual(nothing)
  })

  test.each([
    ['members that were added here or elsewhere are in it', ['a'], ['a', 'b'], ['a', 'c'], ['a', 'c', 'b']],
    ['members that were removed here are not in it', ['a', 'b'], ['b'], ['a', 'b', 'c'], ['b', 'c']],
    ['members that were removed elsewhere stay removed', ['a', 'b'], ['a', 'b', 'd'], ['a'], ['a', 'd']],
  ])('of a set, %s', (_what, base, ours, theirs, expected) => {
    const merging = { sets: ['f'], base: { f: base }, ours: { f: ours }, theirs: { f: theirs } }
    expect(merge(merging)).toEqual({ send: { f: expected }, conflicting: {} })
  })

  test('of a set, a different order of the same members changes nothing', () => {
    const merging = { sets: ['f'], base: { f: ['a', 'b'] }, ours: { f: ['b', 'a'] }, theirs: { f: ['a', 'b'] } }
    expect(merge(merging)).toEqual(nothing)
  })
})
