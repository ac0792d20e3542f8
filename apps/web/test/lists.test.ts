import type { List } from '@ownlist/client'
import { expect, test } from 'vitest'
import { byTitle } from '../src/lists/by-title'

test('lists are sorted as in a dictionary, and numbers by their value', () => {
  const lists = ['work', 'Week 10', 'Éclairs', 'Week 2', 'eggs', 'Garden'].map(
    (title) => ({ id: title, title }) as List,
  )
  expect(byTitle(lists, 'en').map(({ title }) => title)).toEqual([
    'Éclairs',
    'eggs',
    'Garden',
    'Week 2',
    'Week 10',
    'work',
  ])
})
