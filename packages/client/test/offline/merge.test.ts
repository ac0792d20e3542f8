import { describe, expect, test } from 'vitest'
import { merge } from '../../src/offline/merge.js'

const nothing = { send: {}, conflicting: {} }

describe('a three-way merge by field', () => {
  test.each([
    ['only we have changed it: it is sent', 'a', 'b', 'a', { send: { f: 'b' }, conflicting: {} }],
    ['both have changed it to the same value: nothing is left to do', 'a', 'b', 'b', nothing],
    ['both have changed it to different values: a conflict', 'a', 'b', 'c', { send: {}, conflicting: { f: 'b' } }],
    ['we have put back what nobody else has changed: nothing is left to do', 'a', 'a', 'a', nothing],
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

  test('what is no field of the row goes with the fields that are sent, and alone is nothing to send', () => {
    const merging = { sets: [], base: { f: 1 }, ours: { f: 2, zone: 'UTC' }, theirs: { f: 1 } }
    expect(merge(merging)).toEqual({ send: { f: 2, zone: 'UTC' }, conflicting: {} })
    expect(merge({ ...merging, theirs: { f: 2 } })).toEqual(nothing)
  })

  test.each([
    ['what both have added is there', ['a'], ['a', 'b'], ['a', 'c'], ['a', 'c', 'b']],
    ['what we have removed is gone', ['a', 'b'], ['b'], ['a', 'b', 'c'], ['b', 'c']],
    ['what they have removed stays gone', ['a', 'b'], ['a', 'b', 'd'], ['a'], ['a', 'd']],
  ])('of a set, %s', (_what, base, ours, theirs, expected) => {
    const merging = { sets: ['f'], base: { f: base }, ours: { f: ours }, theirs: { f: theirs } }
    expect(merge(merging)).toEqual({ send: { f: expected }, conflicting: {} })
  })

  test('of a set, another order of the same members needs nothing', () => {
    const merging = { sets: ['f'], base: { f: ['a', 'b'] }, ours: { f: ['b', 'a'] }, theirs: { f: ['a', 'b'] } }
    expect(merge(merging)).toEqual(nothing)
  })
})
