import { describe, expect, test } from 'vitest'
import { namesOf } from '../src/names.js'

test('a name of two words has every spelling that the code needs', () => {
  expect(namesOf('feed-item', undefined)).toEqual({
    kebab: 'feed-item',
    kebabs: 'feed-items',
    camel: 'feedItem',
    camels: 'feedItems',
    pascal: 'FeedItem',
    pascals: 'FeedItems',
    snake: 'feed_item',
    words: 'feed item',
    wordss: 'feed items',
    heading: 'Feed items',
    a: 'a',
  })
})

test('what many are called is known, or can be said', () => {
  expect(namesOf('category', undefined)).toMatchObject({ kebabs: 'categories', a: 'a' })
  expect(namesOf('entry', undefined)).toMatchObject({ camels: 'entries', a: 'an' })
  expect(namesOf('sheep', 'flock')).toMatchObject({ kebab: 'sheep', kebabs: 'flock' })
})

describe('a name is refused, with a word what to do,', () => {
  test.each([
    ['Note', 'small letters'],
    ['note_item', 'small letters'],
    ['note-', 'small letters'],
    ['../note', 'small letters'],
    ['note2', 'small letters'],
    ['', 'small letters'],
    ['a'.repeat(31), 'too long'],
    ['class', 'means something already'],
    ['account', 'means something already'],
    ['notes', 'rather than notes'],
    ['sheep', '--plural'],
  ])('if it is %j', (name, words) => {
    expect(() => namesOf(name, undefined)).toThrow(words)
  })

  test('if many of them are called so', () => {
    expect(() => namesOf('note', 'Notes!')).toThrow('small letters')
    expect(() => namesOf('note', 'note')).toThrow('--plural')
  })
})
