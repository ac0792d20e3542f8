import { expect, test } from 'vitest'
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
    one: 'Feed item',
    a: 'a',
  })
})

test('the plural follows English, or is given', () => {
  expect(namesOf('category', undefined)).toMatchObject({ kebabs: 'categories', a: 'a' })
  expect(namesOf('entry', undefined)).toMatchObject({ camels: 'entries', a: 'an' })
  expect(namesOf('sheep', 'flock')).toMatchObject({ kebab: 'sheep', kebabs: 'flock' })
})

test.each([
  ['Note', 'lower-case letters'],
  ['note_item', 'lower-case letters'],
  ['note-', 'lower-case letters'],
  ['../note', 'lower-case letters'],
  ['note2', 'lower-case letters'],
  ['', 'lower-case letters'],
  ['a'.repeat(31), 'up to 30'],
  ['notes', 'note, not notes'],
  ['sheep', '--plural'],
])('a name spelled like %j is refused, with what to do instead', (name, message) => {
  expect(() => namesOf(name, undefined)).toThrow(message)
})

test('a plural that is not spelled like a name, or is the name itself, is refused', () => {
  expect(() => namesOf('note', 'Notes!')).toThrow('lower-case letters')
  expect(() => namesOf('note', 'note')).toThrow('--plural')
})
