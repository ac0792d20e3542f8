import { formatScope, listsAllowed, parseScope, rights } from '@ownlist/scopes'
import { describe, expect, test } from 'vitest'

const [garden, kitchen] = ['019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11', '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e12'] as const

test.each(
  rights.flatMap((right) => [
    { right, listId: null },
    { right, listId: garden },
  ]),
)('reads back the scope that it wrote for %o', (granted) => expect(parseScope(formatScope(granted))).toEqual(granted))

test.each([
  '',
  'tasks',
  'tasks:',
  'tasks:delete',
  'TASKS:READ',
  ' tasks:read',
  'tasks:read ',
  'tasks:readall',
  'tasks:read:',
  'tasks:read:*',
  `tasks:read:${garden.toUpperCase()}`,
  `tasks:read:${garden}x`,
  `tasks:read:${garden}:${kitchen}`,
  `tasks:read: ${garden}`,
  'tasks:read:tasks:write',
  'constructor',
])('grants nothing for the scope %j', (scope) => {
  expect(parseScope(scope)).toBeNull()
  expect(listsAllowed([scope], 'tasks:read')).toEqual([])
})

describe('the lists that a token may use a right in', () => {
  test('are all for a person’s own token', () => expect(listsAllowed(null, 'tasks:write')).toBeNull())

  test('are all for a token with the right over everything, also beside narrower scopes', () => {
    expect(listsAllowed(['tasks:read'], 'tasks:read')).toBeNull()
    expect(listsAllowed([`tasks:read:${garden}`, 'tasks:read'], 'tasks:read')).toBeNull()
  })

  test('are those that its scopes name, and only for the right before the id', () => {
    const scopes = [`tasks:read:${garden}`, `tasks:read:${kitchen}`, `tasks:write:${garden}`, 'other']
    expect(listsAllowed(scopes, 'tasks:read')).toEqual([garden, kitchen])
    expect(listsAllowed(scopes, 'tasks:write')).toEqual([garden])
  })

  test('are none without scopes, and for a token with another right', () => {
    expect(listsAllowed([], 'tasks:read')).toEqual([])
    expect(listsAllowed(['tasks:write'], 'tasks:read')).toEqual([])
  })
})
